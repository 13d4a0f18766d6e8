package io.outpost.cli.poll;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Asks stations over HTTP: bounded in time, size and redirects. Headers of a station, which may be
 * secrets, go to its own server alone.
 */
final class StationClient {
    static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final int LONGEST_TAG = 1024;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private final Supplier<Instant> now;

    /**
     * @param now against which a time in Retry-After is held
     */
    StationClient(Supplier<Instant> now) {
        this.now = now;
    }

    /**
     * What is asked.
     *
     * @param headers of the station, with their values
     * @param etag of its last answer; null: none
     * @param lastModified of its last answer; null: none
     * @param timeout for the whole answer, redirects included
     */
    record Question(
            URI address,
            Map<String, String> headers,
            String etag,
            String lastModified,
            Duration timeout) {
        Question at(URI other) {
            return new Question(
                    other,
                    HttpAddress.sameOrigin(address, other) ? headers : Map.of(),
                    etag,
                    lastModified,
                    timeout);
        }

        HttpRequest request() {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(timeout).GET();
            request.header("User-Agent", "outpost-poll");
            headers.forEach(request::setHeader);
            if (etag != null) {
                request.setHeader("If-None-Match", etag);
            }
            if (lastModified != null) {
                request.setHeader("If-Modified-Since", lastModified);
            }
            return request.build();
        }
    }

    /** Completes with the answer, or with the failure to get one. */
    CompletableFuture<StationAnswer> ask(Question question) {
        AtomicReference<CompletableFuture<?>> underWay = new AtomicReference<>();
        return ask(question, MOST_REDIRECTS, underWay)
                .orTimeout(question.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete(
                        (answer, failure) -> {
                            if (failure != null) {
                                // Else a body that trickles in would be read on for ever.
                                underWay.get().cancel(true);
                            }
                        });
    }

    private CompletableFuture<StationAnswer> ask(
            Question question, int redirectsLeft, AtomicReference<CompletableFuture<?>> underWay) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(question.request(), StationClient::body);
        underWay.set(sent);
        return sent.thenCompose(
                response -> {
                    Optional<String> location = response.headers().firstValue("Location");
                    if (!isRedirect(response.statusCode()) || location.isEmpty()) {
                        return CompletableFuture.completedFuture(answer(response));
                    }
                    return follow(question, location.get(), redirectsLeft, underWay);
                });
    }

    private CompletableFuture<StationAnswer> follow(
            Question question,
            String location,
            int redirectsLeft,
            AtomicReference<CompletableFuture<?>> underWay) {
        try {
            URI next = question.address().resolve(location);
            if (redirectsLeft == 0) {
                throw new IOException("more than " + MOST_REDIRECTS + " redirects");
            }
            if (!HttpAddress.isOne(next)
                    || HttpAddress.givesUpEncryption(question.address(), next)) {
                throw new IOException("a redirect that is not followed, to " + next.getScheme());
            }
            return ask(question.at(next), redirectsLeft - 1, underWay);
        } catch (IOException | IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static HttpResponse.BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
        return info.statusCode() == StationAnswer.OK
                ? new BoundedBody(MOST_BYTES)
                : HttpResponse.BodySubscribers.replacing(new byte[0]);
    }

    private StationAnswer answer(HttpResponse<byte[]> response) {
        return new StationAnswer(
                response.statusCode(),
                response.body(),
                tag(response, "ETag"),
                tag(response, "Last-Modified"),
                response.headers().firstValue("Retry-After").flatMap(this::wait).orElse(null));
    }

    private static String tag(HttpResponse<byte[]> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(value -> value.length() <= LONGEST_TAG)
                .orElse(null);
    }

    /** Seconds, or a date; empty for what is neither. At most a day. */
    private Optional<Duration> wait(String text) {
        try {
            Duration wait =
                    text.matches("\\d{1,9}")
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    now.get(),
                                    ZonedDateTime.parse(
                                            text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
