package io.outpost.cli.poll;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What polling has done so far, for Prometheus. Thread-safe. */
final class PollCounts {
    private static final String OBSERVATIONS = "outpost.poll.observations";

    private final MeterRegistry meters;

    PollCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One answer more: new, unchanged, failed, or not_taken by the log. */
    void answer(String outcome) {
        meters.counter("outpost.poll.answers", "outcome", outcome).increment();
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

    private Counter observations(String result) {
        return meters.counter(OBSERVATIONS, "result", result);
    }
}
