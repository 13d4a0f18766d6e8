package io.outpost.e2e.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.e2e.rig.FlinkRest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at the jobs of a stack again and again, and knows whether all stays well. */
final class StackWatch {
    private static final int MEBIBYTE = 1 << 20;

    private final FlinkRest flink;
    private final Set<String> jobs = new HashSet<>();
    private final List<Sample> samples = new ArrayList<>();

    /**
     * How the jobs are at one moment.
     *
     * @param heapUsedMebibytes the fullest TaskManager's, with garbage
     * @param checkpointMebibytes of the newest checkpoints, together
     * @param slowestCheckpointMillis of the newest
     */
    record Sample(
            long restarts,
            long failedCheckpoints,
            long heapUsedMebibytes,
            long heapMostMebibytes,
            long checkpointMebibytes,
            long slowestCheckpointMillis) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "heap %,d of %,d MiB, checkpoints %,d MiB in %,d ms at most, %d restarts, %d failed checkpoints",
                    heapUsedMebibytes,
                    heapMostMebibytes,
                    checkpointMebibytes,
                    slowestCheckpointMillis,
                    restarts,
                    failedCheckpoints);
        }
    }

    StackWatch(FlinkRest flink) {
        this.flink = flink;
    }

    /** Looks once more. */
    Sample look() throws InterruptedException {
        long restarts = 0;
        long failed = 0;
        long size = 0;
        long slowest = 0;
        for (String job : flink.runningJobs()) {
            jobs.add(job);
            restarts += flink.restarts(job);
            JsonNode checkpoints = flink.checkpoints(job);
            failed += checkpoints.at("/counts/failed").asLong();
            JsonNode newest = checkpoints.at("/latest/completed");
            size += newest.path("state_size").asLong();
            slowest = Math.max(slowest, newest.path("end_to_end_duration").asLong());
        }
        Sample sample =
                new Sample(
                        restarts,
                        failed,
                        flink.heap("Used") / MEBIBYTE,
                        flink.heap("Max") / MEBIBYTE,
                        size / MEBIBYTE,
                        slowest);
        samples.add(sample);
        return sample;
    }

    /** How many jobs there were in all, restarted ones once. */
    int jobsSeen() {
        return jobs.size();
    }

    boolean neverRestarted() {
        return samples.stream().allMatch(sample -> sample.restarts() == 0);
    }

    /** The least use of the last looks is about what is not garbage, MiB. */
    long heapAtEndMebibytes() {
        return samples.stream()
                .skip(Math.max(0, samples.size() - samples.size() / 6 - 1))
                .mapToLong(Sample::heapUsedMebibytes)
                .min()
                .orElse(0);
    }

    List<Sample> samples() {
        return samples;
    }
}
