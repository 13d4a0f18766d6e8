package io.outpost.cli.poll;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** What polling has done so far, for Prometheus. Thread-safe. */
final class PollCounts {
    private static final String OBSERVATIONS = "outpost.poll.observations";

    private final MeterRegistry meters;

    PollCounts(MeterRegistry meters) {
        this.meters = meters;
        // There from the beginning, since a counter that comes with its first count has no
        // increase.
        for (Outcome outcome : Outcome.values()) {
            answers(outcome);
        }
        observations("sent");
        observations("known");
    }

    /** How a question ends. */
    enum Outcome {
        /** With an answer, all of which is in the log. */
        NEW,
        UNCHANGED,
        FAILED,
        /** By the log. */
        NOT_TAKEN;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One answer more. */
    void answer(Outcome outcome) {
        answers(outcome).increment();
    }

    /** That were sent. */
    void sent(int number) {
        observations("sent").increment(number);
    }

    /** That were sent before, and so were not sent again. */
    void known(int number) {
        observations("known").increment(number);
    }

    /** One that the job would reject, and so was not sent. */
    void rejected(String reason) {
        meters.counter("outpost.poll.rejected", "reason", reason).increment();
    }

    /** Rows or cells that could not be read. */
    void unreadable(String reason, int number) {
        meters.counter("outpost.poll.unreadable", "reason", reason).increment(number);
    }

    private Counter answers(Outcome outcome) {
        return meters.counter("outpost.poll.answers", "outcome", outcome.tag());
    }

    private Counter observations(String result) {
        return meters.counter(OBSERVATIONS, "result", result);
    }
}
