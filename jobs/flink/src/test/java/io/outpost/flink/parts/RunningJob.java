package io.outpost.flink.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on the Flink of the test, with checkpoints that outlive it. */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
public final class RunningJob implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final JobClient client;
    private final CompletableFuture<JobExecutionResult> result;
    private final Path checkpoints;
    private boolean ended;

    private RunningJob(JobClient client, Path checkpoints) {
        this.client = client;
        this.result = client.getJobExecutionResult();
        this.checkpoints = checkpoints.resolve(client.getJobID().toString());
    }

    /** What becomes of a job that fails. */
    public enum Restarts {
        NEVER,
        AT_ONCE
    }

    /** Puts the graph of a job together. */
    @FunctionalInterface
    public interface Graph {
        void build(StreamExecutionEnvironment environment) throws Exception;
    }

    /**
     * Starts a job.
     *
     * @param checkpoints a folder for those that outlive it
     * @param restore a checkpoint to go on from; null: begin without one
     */
    public static RunningJob start(Graph graph, Path checkpoints, Path restore, Restarts restarts)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY,
                restarts == Restarts.NEVER ? "none" : "fixed-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        // All: one that a test has chosen must outlive those that come until the job is ended.
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, Integer.MAX_VALUE);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (restore != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore.toUri().toString());
        }
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        graph.build(environment);
        return new RunningJob(environment.executeAsync(), checkpoints);
    }

    private Optional<Path> newest() throws IOException {
        if (Files.notExists(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(f -> f.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(RunningJob::number));
        } catch (UncheckedIOException e) {
            // One that failed was deleted meanwhile: look again.
            return newest();
        }
    }

    /** Until a checkpoint is complete that began after now: not the next one, which may be on. */
    public void awaitNextCheckpoint() throws Exception {
        int before = newest().map(RunningJob::number).orElse(0);
        Await.until(
                "a checkpoint that begins after now",
                LIMIT,
                () -> newest().map(RunningJob::number).orElse(0) >= before + 2);
    }

    /**
     * Ends the job as a crash would, and gives its newest complete checkpoint. Only then is it
     * known: one that is written when the job ends is deleted again.
     */
    public Path cancel() throws Exception {
        close();
        return newest().orElseThrow();
    }

    /** Ends the job with a savepoint, in Flink's canonical format, and gives that. */
    public Path stop(Path savepoints) throws Exception {
        ended = true;
        String savepoint =
                client.stopWithSavepoint(
                                false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get();
        return Path.of(URI.create(savepoint));
    }

    /** Until the job has ended by itself; fails as the job does. */
    public void awaitEnd() throws Exception {
        ended = true;
        var unused = result.get();
    }

    /** Waits while the job runs; fails with it. */
    public void await(String what, Callable<Boolean> condition) throws Exception {
        Await.until(
                what,
                LIMIT,
                () -> {
                    if (result.isDone()) {
                        throw new AssertionError("the job has ended: " + result.get());
                    }
                    return condition.call();
                });
    }

    /** Ends the job as a crash would, unless it has ended. */
    @Override
    public void close() throws Exception {
        if (!ended) {
            ended = true;
            client.cancel().get();
            Await.until("the job has ended", LIMIT, () -> status().isGloballyTerminalState());
        }
    }

    private JobStatus status() throws Exception {
        return client.getJobStatus().get();
    }

    /** Of a checkpoint, as in its folder's name. */
    public static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
    }
}
