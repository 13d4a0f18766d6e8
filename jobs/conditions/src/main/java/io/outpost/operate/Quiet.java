package io.outpost.operate;

import io.outpost.place.Reading;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells when a place has fallen quiet. As far as the log tells it, by the log: other places of its
 * partition, as far as they are kept here, were heard later. A partition that is silent while
 * others are read is at its end only if they are read from later on, and up to now: a source reads
 * its partitions in turns, which takes seconds when it has much to catch up with. When all are
 * silent, only the clock of the machine is left, and there time in which this operator could not
 * work does not count.
 */
final class Quiet {
    /** What sources and sinks may need after a start until records flow again. */
    private static final long RESTART_MILLIS = Duration.ofSeconds(15).toMillis();

    /** Work that took longer was held up: by Postgres, by Kafka, or by the machine. */
    private static final long HELD_UP_MILLIS = Duration.ofSeconds(1).toMillis();

    /** A turn never takes so many times {@code quietMillis}. */
    private static final int QUIETS_OF_LONGEST_TURN = 12;

    private final long quietMillis;
    private long goesOnFromMillis;
    private long newestReceivedAtMillis;
    private long lastHeardAtMillis;

    /** By partition: when the broker received the newest reading of it, ms. */
    private long[] receivedAtMillis = new long[0];

    /** By partition: when it was last heard here, time of the machine, ms. */
    private long[] heardAtMillis = new long[0];

    Quiet(long quietMillis, long startMillis) {
        this.quietMillis = quietMillis;
        this.goesOnFromMillis = startMillis + RESTART_MILLIS;
    }

    /** Notes where the place, and so its partition, was heard. */
    void heard(Alarms alarms, Reading reading, long atMillis) {
        int partition = reading.origin().partition();
        alarms.partition = partition;
        alarms.receivedAtMillis = reading.receivedAtMillis();
        if (partition >= heardAtMillis.length) {
            receivedAtMillis = Arrays.copyOf(receivedAtMillis, partition + 1);
            heardAtMillis = Arrays.copyOf(heardAtMillis, partition + 1);
        }
        receivedAtMillis[partition] =
                Math.max(receivedAtMillis[partition], reading.receivedAtMillis());
        heardAtMillis[partition] = atMillis;
        newestReceivedAtMillis = Math.max(newestReceivedAtMillis, reading.receivedAtMillis());
        lastHeardAtMillis = atMillis;
    }

    /** Notes that work due at one time of the machine, ms, was done at another. */
    void worked(long dueMillis, long doneMillis) {
        if (doneMillis - dueMillis > HELD_UP_MILLIS) {
            goesOnFromMillis = Math.max(goesOnFromMillis, doneMillis);
        }
    }

    boolean isQuiet(Alarms alarms, long atMillis) {
        long receivedAt = alarms.receivedAtMillis;
        boolean partitionWentOn =
                at(receivedAtMillis, alarms.partition) - receivedAt >= quietMillis;
        boolean othersWentOn = newestReceivedAtMillis - receivedAt >= quietMillis;
        boolean othersAreReadUpToNow = atMillis - newestReceivedAtMillis < quietMillis;
        return partitionWentOn
                || (othersWentOn
                        && isSilent(
                                at(heardAtMillis, alarms.partition),
                                atMillis,
                                // The clocks of broker and TaskManager may differ.
                                othersAreReadUpToNow
                                        ? quietMillis
                                        : QUIETS_OF_LONGEST_TURN * quietMillis))
                || isSilent(lastHeardAtMillis, atMillis, quietMillis);
    }

    /** 0 for a partition that was not heard since the start. */
    private static long at(long[] millisByPartition, int partition) {
        boolean heard = partition >= 0 && partition < millisByPartition.length;
        return heard ? millisByPartition[partition] : 0;
    }

    private boolean isSilent(long heardMillis, long atMillis, long forMillis) {
        return atMillis - Math.max(heardMillis, goesOnFromMillis) >= forMillis;
    }
}
