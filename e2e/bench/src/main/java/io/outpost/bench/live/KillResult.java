package io.outpost.bench.live;

/**
 * What the kill gave. Seconds are from the kill; starting the process again is part of them.
 *
 * @param killedAtSeconds after the start of the schedule
 * @param checkpointAgeSeconds age of the checkpoint that it went on from
 * @param firstCheckpointSeconds until the first one after it was completed
 * @param caughtUpSeconds until the lag was gone, while the sender went on
 */
record KillResult(
        double perSecond,
        double killedAtSeconds,
        double checkpointAgeSeconds,
        double firstCheckpointSeconds,
        double caughtUpSeconds,
        long mostLagRecords,
        ProducerStatistics producer) {}
