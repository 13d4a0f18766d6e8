package io.outpost.deliver.send;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts to addresses of strangers: public ones alone, each in a bounded time, whatever the other
 * side does. Follows no redirect, keeps no connection and no cookie, and reads no body.
 * Thread-safe.
 */
public final class HttpPosts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPosts.class);
    private static final int GONE = 410;
    private static final int LONGEST_HEADER_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final CloseableHttpClient client;
    private final Duration limit;
    private final Clock clock;
    private final ScheduledExecutorService deadlines =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "deadlines");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * @param allowed networks that are not public, and are asked even so
     * @param limit of each post, from its beginning to the head of its answer
     * @param most at a time
     */
    public HttpPosts(List<Network> allowed, Duration limit, int most, Clock clock) {
        this(new PublicAddresses(allowed, InetAddress::getAllByName), limit, most, clock);
    }

    HttpPosts(PublicAddresses addresses, Duration limit, int most, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        Timeout timeout = Timeout.of(limit);
        Http1Config http =
                Http1Config.custom()
                        .setMaxLineLength(LONGEST_HEADER_LINE)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build();
        client =
                HttpClients.custom()
                        .setConnectionManager(
                                PoolingHttpClientConnectionManagerBuilder.create()
                                        .setDnsResolver(addresses)
                                        .setConnectionFactory(
                                                ManagedHttpClientConnectionFactory.builder()
                                                        .http1Config(http)
                                                        .build())
                                        .setMaxConnTotal(most)
                                        .setMaxConnPerRoute(most)
                                        .setDefaultConnectionConfig(
                                                ConnectionConfig.custom()
                                                        .setConnectTimeout(timeout)
                                                        .setSocketTimeout(timeout)
                                                        .build())
                                        .build())
                        .setDefaultRequestConfig(
                                RequestConfig.custom()
                                        .setConnectionRequestTimeout(timeout)
                                        .setResponseTimeout(timeout)
                                        .build())
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .disableRedirectHandling()
                        .disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableContentCompression()
                        .setUserAgent("Outpost")
                        .build();
    }

    /** Posts JSON. What does not come about is a failed outcome. */
    Outcome post(String url, Map<String, String> headers, String json) {
        HttpPost request;
        HttpHost host;
        try {
            URI address = URI.create(url);
            request = new HttpPost(address);
            host = HttpHost.create(address);
        } catch (IllegalArgumentException e) {
            return Outcome.failed("the address is none");
        }
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> deadline =
                deadlines.schedule(request::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = client.executeOpen(host, request, null);
            Outcome outcome = outcome(response);
            breakOff(request, response);
            return outcome;
        } catch (IOException e) {
            return Outcome.failed(explained(e, request.isCancelled()));
        } finally {
            deadline.cancel(false);
        }
    }

    /** Its body, which may have no end, is of no interest; nor is how the connection ends. */
    private static void breakOff(HttpPost request, ClassicHttpResponse response) {
        request.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("The connection was broken off", e);
        }
    }

    private Outcome outcome(ClassicHttpResponse response) {
        int status = response.getCode();
        if (status >= 200 && status < 300) {
            return Outcome.delivered(status);
        }
        return new Outcome(
                status == GONE ? Outcome.Result.GONE : Outcome.Result.FAILED,
                status,
                "it answered " + status,
                retryAfter(response.getFirstHeader("Retry-After")));
    }

    /** Null: it does not say. */
    private Duration retryAfter(Header header) {
        if (header == null || header.getValue() == null) {
            return null;
        }
        String value = header.getValue().strip();
        Duration asked;
        if (value.matches("[0-9]{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                Instant at =
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant();
                asked = Duration.between(clock.instant(), at);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    private String explained(IOException failure, boolean isOver) {
        if (isOver || failure instanceof InterruptedIOException) {
            return "it did not answer within " + limit.toMillis() + " ms";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
