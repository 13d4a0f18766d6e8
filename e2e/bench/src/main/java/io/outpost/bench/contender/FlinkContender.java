package io.outpost.bench.contender;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink job with production's settings, on a cluster in this process, which ends with the job.
 */
abstract class FlinkContender implements Contender {
    /** State on disk, of which a checkpoint writes what has changed. */
    static final Map<String, String> ROCKSDB =
            Map.of(
                    "state.backend.type", "rocksdb",
                    "execution.checkpointing.incremental", "true",
                    "state.backend.rocksdb.timer-service.factory", "HEAP",
                    "taskmanager.memory.managed.size", "512m");

    private static final int STOP_SECONDS = 60;

    private final ContenderTask task;
    private final Map<String, String> settings;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<JobClient> job = new CompletableFuture<>();

    FlinkContender(ContenderTask task, Map<String, String> settings) {
        this.task = task;
        this.settings = settings;
    }

    /** Adds the operators. */
    abstract void build(StreamExecutionEnvironment environment) throws Exception;

    final ContenderTask task() {
        return task;
    }

    /** Runs until the job ends; fails when it does so by itself. */
    @Override
    public final void run() throws Exception {
        try {
            String checkpoints = Path.of(task.folder(), "checkpoints").toUri().toString();
            Map<String, String> all = new HashMap<>(settings);
            all.put("execution.checkpointing.dir", checkpoints);
            StreamExecutionEnvironment environment =
                    task.addresses().cluster(task.parallelism(), all);
            build(environment);
            job.complete(environment.executeAsync("bench"));
            job.get().getJobExecutionResult().get();
        } catch (Exception e) {
            job.completeExceptionally(e);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** Cancels the job, once it has begun, and waits until it has ended. */
    @Override
    public final void stop() throws Exception {
        job.get(STOP_SECONDS, TimeUnit.SECONDS).cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
        if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("the job was cancelled, but does not end");
        }
    }
}
