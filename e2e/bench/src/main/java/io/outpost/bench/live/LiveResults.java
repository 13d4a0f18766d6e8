package io.outpost.bench.live;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The measurements so far; null where there is none. */
@JsonAutoDetect(fieldVisibility = Visibility.NON_PRIVATE)
final class LiveResults {
    final List<Constant> constant = new ArrayList<>();
    Ramp ramp;
    Kill kill;
    RowAudit.Finding audit;
    int alerts;
    int alertsTwice;
    String failure;

    /**
     * A constant rate. Latencies are from when the record was due that closes the minute.
     *
     * @param warmUpSeconds for which it was sent before
     * @param panes to when the minute's row was visible in Postgres
     * @param burstSeconds from when the first place closed a minute to when the last row of it was
     *     visible, of the watched places
     * @param alertMillis to when the alert was there for a reader of committed records
     * @param lagMillis age of the oldest record that is due and not processed, over the window
     * @param lagAtBeginMillis in the first quarter of the window
     * @param lagAtEndMillis in the last
     */
    record Constant(
            double perSecond,
            double warmUpSeconds,
            double seconds,
            PaneWatcher.Seen panes,
            double burstSeconds,
            Latency alertMillis,
            long alertsMissing,
            Latency lagMillis,
            Latency lagAtBeginMillis,
            Latency lagAtEndMillis,
            long mostLagRecords,
            ProcessorShares processor,
            ProducerMain.Sent producer) {}

    /**
     * The ramp.
     *
     * @param growsAtPerSecond rate at which a lag began that was not made up for before the end; 0:
     *     there was none
     * @param overSeconds lag at each second, until it is gone
     * @param drainSeconds from the end of the ramp until all is processed
     */
    record Ramp(
            double fromPerSecond,
            double toPerSecond,
            int seconds,
            double growsAtPerSecond,
            List<Second> overSeconds,
            double drainSeconds,
            ProducerMain.Sent producer) {
        Second worst() {
            return overSeconds.stream()
                    .max(Comparator.comparingLong(Second::lagRecords))
                    .orElse(new Second(0, 0, 0, 0));
        }
    }

    /**
     * A second of the ramp, since its start; perSecond is the rate that is due, 0 after the end.
     */
    record Second(double second, double perSecond, long lagRecords, long lagMillis) {}

    /**
     * The kill. Seconds are from the kill; starting the process again is part of them.
     *
     * @param killedAtSeconds after the start of the schedule
     * @param checkpointAgeSeconds age of the checkpoint from which the job was restored
     * @param firstCheckpointSeconds until the first one after it was completed
     * @param caughtUpSeconds until the lag was gone, while the producer continued
     */
    record Kill(
            double perSecond,
            double killedAtSeconds,
            double checkpointAgeSeconds,
            double firstCheckpointSeconds,
            double caughtUpSeconds,
            long mostLagRecords,
            ProducerMain.Sent producer) {}

    /** True when all has run, and nothing was lost or published twice. */
    boolean isSound() {
        return failure == null
                && audit != null
                && audit.isComplete()
                && alertsTwice == 0
                && constant.stream()
                        .allMatch(rate -> rate.panes().missing() == 0 && rate.alertsMissing() == 0);
    }
}
