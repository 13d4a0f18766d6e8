package io.outpost.bench.contender;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a cluster in this process, which ends with the job. */
final class FlinkRun {
    private static final int STOP_SECONDS = 60;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<JobClient> job = new CompletableFuture<>();

    /** Production's settings, but for where things are: a cluster in this process. */
    static StreamExecutionEnvironment environment(Assignment assignment) {
        Configuration configuration = GlobalConfiguration.loadConfiguration(assignment.flinkConf());
        configuration.removeKey("metrics.reporters");
        configuration.setString(
                "execution.checkpointing.dir",
                Path.of(assignment.folder()).resolve("checkpoints").toUri().toString());
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(
                        assignment.parallelism(), configuration);
        environment.setParallelism(assignment.parallelism());
        return environment;
    }

    /** Runs until the job ends; fails when it does so by itself. */
    void run(StreamExecutionEnvironment environment) throws Exception {
        try {
            job.complete(environment.executeAsync("bench"));
            job.get().getJobExecutionResult().get();
        } catch (Exception e) {
            job.completeExceptionally(e);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** Cancels the job, once it has begun, and waits until it is no more. */
    void stop() throws InterruptedException, ExecutionException, TimeoutException {
        job.get(STOP_SECONDS, TimeUnit.SECONDS).cancel().get(STOP_SECONDS, TimeUnit.SECONDS);
        if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("the job was cancelled, but does not end");
        }
    }
}
