package io.outpost.bench.live;

import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.CheckpointFolder;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.Polling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A broker and the job, beside a registry and Postgres; all but the registry as processes. */
final class LiveFixture implements AutoCloseable {
    private final Fixtures fixtures;
    private final BrokerFixture broker;
    private final List<String> jvm;
    private final Path checkpoints;
    private final int parallelism;
    private final Progress progress = new Progress();
    private ChildJvm job;

    private LiveFixture(Fixtures fixtures, BrokerFixture broker, LivePlan plan) {
        this.fixtures = fixtures;
        this.broker = broker;
        this.jvm = new ArrayList<>(Fixtures.taskManagerOptions(fixtures.home()));
        jvm.add("-Xms" + plan.heapMebibytes() + "m");
        jvm.add("-Xmx" + plan.heapMebibytes() + "m");
        this.checkpoints = fixtures.folder().resolve("checkpoints");
        this.parallelism = plan.parallelism();
    }

    /** Starts all but the job; the topics are empty. */
    static LiveFixture start(Fixtures fixtures, LivePlan plan, int port)
            throws IOException, InterruptedException, ExecutionException {
        BrokerFixture broker = fixtures.startBroker("live", port);
        try {
            broker.createTopics();
            return new LiveFixture(fixtures, broker, plan);
        } catch (RuntimeException | InterruptedException | ExecutionException e) {
            broker.close();
            throw e;
        }
    }

    /** Starts the job; from the first record, or from a checkpoint where there is one. */
    void startJob(Path checkpoint) throws IOException {
        JobMain.Task task =
                new JobMain.Task(
                        addresses(),
                        checkpoints.toString(),
                        parallelism,
                        checkpoint == null ? null : checkpoint.toUri().toString());
        job = ChildJvm.start(JobMain.class, jvm, task, (child, report) -> progress.accept(report));
    }

    void killJob() {
        job.close();
    }

    /** Waits until a condition holds; fails when the job ends before. */
    void await(String what, Duration limit, Polling.Check<IOException> check)
            throws IOException, InterruptedException {
        job.await(what, limit, check);
    }

    /** Waits for an instant, ms since 1970. */
    void awaitTime(long millis) throws IOException, InterruptedException {
        Duration ahead = Duration.ofMillis(Math.max(0, millis - System.currentTimeMillis()));
        await("the time", ahead.plusSeconds(10), () -> System.currentTimeMillis() >= millis);
    }

    Progress progress() {
        return progress;
    }

    CheckpointFolder checkpoints() {
        return new CheckpointFolder(checkpoints);
    }

    Addresses addresses() {
        return fixtures.addresses(broker);
    }

    /** The processes of the job, the broker and Postgres. */
    List<Long> pids() {
        return List.of(job.pid(), broker.pid(), fixtures.postgres().pid());
    }

    @Override
    public void close() {
        if (job != null) {
            job.close();
        }
        broker.close();
    }
}
