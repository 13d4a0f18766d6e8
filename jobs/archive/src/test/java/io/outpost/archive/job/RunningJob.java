package io.outpost.archive.job;

import io.outpost.archive.pipeline.ArchivePipeline;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.archive.pipeline.Outputs;
import io.outpost.archive.pipeline.Settings;
import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.parts.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The archive job on the Flink of the test, with checkpoints that outlive it. */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
final class RunningJob implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final JobClient client;
    private final Path checkpoints;
    private boolean ended;

    private RunningJob(JobClient client, Path checkpoints) {
        this.client = client;
        this.checkpoints = checkpoints;
    }

    /**
     * @param restore a checkpoint to go on from; null: begin with the first record
     */
    static RunningJob start(Map<String, Object> values, Path checkpoints, Path restore)
            throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        if (restore != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore.toUri().toString());
        }
        Settings settings = Settings.of(values);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        ArchivePipeline.build(
                environment,
                Inputs.fromKafka(settings),
                new Outputs(new RawRows(settings)),
                settings);
        return new RunningJob(environment.executeAsync(), checkpoints);
    }

    /** Until a checkpoint is complete that began after now: not the next one, which may be on. */
    void awaitNextCheckpoint() throws Exception {
        int before = newest().map(RunningJob::number).orElse(0);
        Await.until(
                "a checkpoint that begins after now",
                LIMIT,
                () -> newest().map(RunningJob::number).orElse(0) >= before + 2);
    }

    /** Ends the job as a crash would, and gives its newest complete checkpoint. */
    Path cancel() throws Exception {
        close();
        return newest().orElseThrow();
    }

    private Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(f -> f.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(RunningJob::number));
        } catch (UncheckedIOException e) {
            // A checkpoint that is no longer retained was deleted meanwhile: look again.
            return newest();
        }
    }

    /** Ends the job, unless it has ended. */
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

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
    }
}
