package io.outpost.flink.kafka;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Whether what a reader hands out is old: then the job catches up, and a checkpoint need not come
 * every two seconds. Goes by the times at which records came to the log, and decides nothing else.
 */
final class Backlog {
    /** A record that has been in the log for longer is old. */
    static final long OLD_MILLIS = TimeUnit.SECONDS.toMillis(10);

    /** For so long after an old record, others may come from partitions that are further on. */
    static final long SETTLING_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final LongSupplier clockMillis;
    private long checkedSecond = Long.MIN_VALUE;
    private long lastOldAtMillis = Long.MIN_VALUE;
    private boolean isBehind;

    /**
     * @param clockMillis processing time
     */
    Backlog(LongSupplier clockMillis) {
        this.clockMillis = clockMillis;
    }

    /** What a reader says to its enumerator; before the first, it is not behind. */
    record Report(boolean isBehind) implements SourceEvent {
        private static final long serialVersionUID = 1;
    }

    /**
     * A record is handed out. The clock is asked once for each second of the log.
     *
     * @param receivedAtMillis when it came to the log
     * @return whether it is otherwise than before
     */
    boolean changesWith(long receivedAtMillis) {
        if (receivedAtMillis / 1000 == checkedSecond) {
            return false;
        }
        checkedSecond = receivedAtMillis / 1000;
        long now = clockMillis.getAsLong();
        boolean wasBehind = isBehind;
        if (now - receivedAtMillis > OLD_MILLIS) {
            lastOldAtMillis = now;
            isBehind = true;
        } else if (isBehind) {
            isBehind = now - lastOldAtMillis <= SETTLING_MILLIS;
        }
        return isBehind != wasBehind;
    }

    Report report() {
        return new Report(isBehind);
    }
}
