package io.outpost.api.sensor;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Questions to Postgres that every request has. After one that was not answered, one request in 5 s
 * asks again, and all others go on without: else each would wait for a connection.
 */
final class Questions {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Set<ProblemKind> UNANSWERED =
            Set.of(ProblemKind.UNAVAILABLE, ProblemKind.TIMED_OUT);

    private final Clock clock;

    /** Null while Postgres answers. */
    private final AtomicReference<Instant> nextAttempt = new AtomicReference<>();

    Questions(Clock clock) {
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @throws ProblemException UNAVAILABLE or TIMED_OUT when there is none
     */
    <T> T ask(Supplier<T> question) {
        if (!mayAsk()) {
            throw ProblemException.unavailable(
                    new IllegalStateException("it did not answer a moment ago"));
        }
        try {
            T answer = question.get();
            nextAttempt.set(null);
            return answer;
        } catch (ProblemException e) {
            if (UNANSWERED.contains(e.kind())) {
                nextAttempt.set(clock.instant().plus(PAUSE));
            }
            throw e;
        }
    }

    private boolean mayAsk() {
        Instant next = nextAttempt.get();
        Instant now = clock.instant();
        return next == null
                || (!now.isBefore(next) && nextAttempt.compareAndSet(next, now.plus(PAUSE)));
    }
}
