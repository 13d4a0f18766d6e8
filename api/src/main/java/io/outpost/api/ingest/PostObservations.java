package io.outpost.api.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.ingest.IdempotencyStore.Claim;
import io.outpost.api.sensor.RateLimits;
import io.outpost.api.web.Access;
import io.outpost.api.web.AwaitedRoute;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Json;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.ingest.LogUnavailableException;
import io.outpost.ingest.ObservationJson;
import io.outpost.ingest.ParsedObservation;
import io.outpost.ingest.UnreadableJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * POST /v1/observations: one observation, an array of them, or NDJSON, to the log. Answers 202 when
 * the broker has acknowledged all that is accepted, with what became of each. With an
 * Idempotency-Key it is written once, however often it is sent, and whatever ends in between.
 */
public final class PostObservations implements AwaitedRoute {
    private static final Logger LOG = LoggerFactory.getLogger(PostObservations.class);

    private static final String NDJSON = "application/x-ndjson";

    private final Log log;
    private final Judge judge;
    private final IdempotencyStore keys;
    private final RateLimits limits;

    public PostObservations(
            Log log,
            IdempotencyStore keys,
            RateLimits limits,
            DeletedPlaces deleted,
            Clock clock,
            MeterRegistry meters) {
        this.log = log;
        this.keys = keys;
        this.limits = limits;
        this.judge = new Judge(deleted, clock, meters);
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/observations";
    }

    @Override
    public Access access() {
        return Access.SEND;
    }

    @Override
    public CompletionStage<Reply> answer(Request request) {
        boolean isJson = isJson(request.contentType());
        Optional<IdempotencyKey> key = IdempotencyKey.of(request);
        if (key.isPresent()) {
            return claimed(request, key.get(), isJson ? json(request) : lines(request));
        }
        Intake intake = intake(request, log.attempt(request.trace()), isJson);
        if (isJson) {
            json(request).forEach(intake::take);
        } else {
            stream(request.bodyStream(), intake::take);
        }
        return settled(intake).thenApply(PostObservations::reply);
    }

    private static boolean isJson(String contentType) {
        return switch (contentType) {
            case Reply.JSON -> true;
            case NDJSON -> false;
            default ->
                    throw new ProblemException(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type must be " + Reply.JSON + " or " + NDJSON + ".");
        };
    }

    private CompletionStage<Reply> claimed(
            Request request, IdempotencyKey key, List<Sent> observations) {
        Claim claim = keys.claim(key);
        if (claim instanceof Claim.Answered answered) {
            return CompletableFuture.completedFuture(accepted(answered.answer()));
        }
        if (claim instanceof Claim.InProgress progress) {
            throw new ProblemException(
                            ProblemKind.IN_PROGRESS,
                            "A request with this " + IdempotencyKey.HEADER + " is in progress.")
                    .with("Retry-After", String.valueOf(progress.left().toSeconds() + 1));
        }
        if (claim instanceof Claim.OtherRequest) {
            throw ProblemException.unprocessable(
                    "Something else was sent under this "
                            + IdempotencyKey.HEADER
                            + "; take another one.",
                    List.of());
        }
        Claim.Held held = (Claim.Held) claim;
        BitSet before = held.isFirst() ? new BitSet() : sentBefore(held, observations);
        Intake intake =
                intake(request, log.attempt(held.requestId(), before, request.trace()), true);
        return taken(intake, observations)
                .handleAsync((done, failure) -> kept(key, held, done, failure), request.threads());
    }

    private CompletionStage<Received> taken(Intake intake, List<Sent> observations) {
        try {
            observations.forEach(intake::take);
            return settled(intake);
        } catch (ProblemException e) {
            return intake.fail(e);
        }
    }

    /** Keeps the answer; where there is none, the next attempt may begin at once. */
    private Reply kept(IdempotencyKey key, Claim.Held held, Received done, Throwable failure) {
        Reply reply = done == null ? null : reply(done);
        try {
            if (reply == null) {
                keys.release(key, held.requestId());
            } else {
                keys.finish(key, held.requestId(), (String) reply.body());
            }
        } catch (ProblemException e) {
            // The next attempt will find in the log what is there.
            LOG.warn("The key {} of {} is not settled: {}", key.key(), key.caller(), e.toString());
        }
        if (reply == null) {
            throw failure instanceof CompletionException wrapper
                    ? wrapper
                    : new CompletionException(failure);
        }
        return reply;
    }

    private BitSet sentBefore(Claim.Held held, List<Sent> observations) {
        Set<String> places =
                observations.stream()
                        .map(Sent::parsed)
                        .filter(ParsedObservation::isReadable)
                        .map(one -> one.observation().getPlaceId())
                        .filter(id -> !id.isEmpty())
                        .collect(Collectors.toSet());
        try {
            return places.isEmpty()
                    ? new BitSet()
                    : log.sentBefore(held.requestId(), places, held.beganAt());
        } catch (LogUnavailableException e) {
            throw Attempt.unavailable(e.getMessage());
        }
    }

    private Intake intake(Request request, Attempt attempt, boolean listsAll) {
        Caller caller = request.caller();
        return new Intake(
                judge.of(caller),
                attempt,
                listsAll,
                count -> limits.takeObservations(caller, count));
    }

    private CompletionStage<Received> settled(Intake intake) {
        return intake.end().whenComplete((done, failure) -> judge.accepted(intake.acknowledged()));
    }

    private static List<Sent> json(Request request) {
        try {
            List<ParsedObservation> parsed = ObservationJson.read(request.body());
            return IntStream.range(0, parsed.size())
                    .mapToObj(i -> new Sent(i, parsed.get(i)))
                    .toList();
        } catch (UnreadableJsonException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, e.getMessage());
        }
    }

    /** Of a body that is read whole. */
    private static List<Sent> lines(Request request) {
        List<Sent> all = new ArrayList<>();
        stream(new ByteArrayInputStream(request.body()), all::add);
        return all;
    }

    private static void stream(InputStream body, Consumer<Sent> into) {
        NdjsonLines lines = new NdjsonLines(body);
        try {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    into.accept(new Sent(lines.number(), line(lines)));
                }
            }
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemKind.BAD_REQUEST, "The body could not be read to its end.");
        }
    }

    private static ParsedObservation line(NdjsonLines lines) {
        return lines.isTooLong()
                ? ParsedObservation.unreadable(
                        "", "a line may have up to " + NdjsonLines.LONGEST_BYTES + " bytes")
                : ObservationJson.readLine(lines.buffer(), lines.lineFrom(), lines.lineLength());
    }

    private static Reply reply(Received received) {
        return accepted(Json.write(received));
    }

    private static Reply accepted(String text) {
        return Reply.text(Reply.JSON, text).withStatus(202);
    }
}
