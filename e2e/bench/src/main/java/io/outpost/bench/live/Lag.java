package io.outpost.bench.live;

import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/**
 * How far the job is behind a schedule: by the schedule and not by what was sent, so that a sender
 * that is late counts as well.
 *
 * @param before observations in the log before the schedule began
 */
record Lag(Schedule schedule, long before) {
    /**
     * Below this the job counts as keeping up: there is always some way from the sender to it, and
     * it reports where it is every 200 ms.
     */
    static final long NONE_MILLIS = 250;

    /** Records that are due and not processed. */
    long records(Progress.Sample sample) {
        return Math.max(0, schedule.countBefore(sample.millis()) - processed(sample));
    }

    /** Age of the oldest record that is due and not processed, ms; 0 when there is none. */
    long millis(Progress.Sample sample) {
        long next = Math.max(0, processed(sample));
        return next >= schedule.records()
                ? 0
                : Math.max(0, sample.millis() - schedule.dueMillis(next));
    }

    boolean isNone(Progress.Sample sample) {
        return millis(sample) <= NONE_MILLIS;
    }

    boolean isDone(Progress.Sample sample) {
        return processed(sample) >= schedule.records();
    }

    Latency percentiles(List<Progress.Sample> samples) {
        Histogram histogram = Latency.newHistogram();
        samples.forEach(sample -> histogram.recordValue(millis(sample)));
        return Latency.of(histogram);
    }

    /**
     * When the lag began that was never made up for during the schedule.
     *
     * @return instant of the last sample without lag, if lag was there at the end
     */
    OptionalLong lastWithout(List<Progress.Sample> samples) {
        long last = schedule.startMillis();
        boolean behind = false;
        for (Progress.Sample sample : samples) {
            behind = !isNone(sample);
            last = behind ? last : sample.millis();
        }
        return behind ? OptionalLong.of(last) : OptionalLong.empty();
    }

    private long processed(Progress.Sample sample) {
        return sample.processed() - before;
    }
}
