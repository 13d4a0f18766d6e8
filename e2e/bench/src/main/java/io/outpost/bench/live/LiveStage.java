package io.outpost.bench.live;

import io.outpost.bench.stage.Broker;
import io.outpost.bench.stage.Database;
import io.outpost.bench.stage.RegistryStub;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.GlobalConfiguration;

/** Broker, registry, Postgres and the job, each but the registry in processes of its own. */
final class LiveStage implements AutoCloseable {
    private static final int POLL_MILLIS = 20;

    private final Broker broker;
    private final RegistryStub registry;
    private final Database database;
    private final List<String> jobJvm;
    private final JobAssignment assignment;
    private final Progress progress = new Progress();
    private ChildProcess job;

    private LiveStage(Path home, Path folder, LivePlan plan, Broker broker, RegistryStub registry)
            throws IOException {
        this.broker = broker;
        this.registry = registry;
        this.database = Database.start(folder.resolve("postgres"), plan.firstPort() + 3);
        this.jobJvm = jobJvm(home, plan.heapMebibytes());
        this.assignment =
                new JobAssignment(
                        broker.bootstrapServers(),
                        registry.url(),
                        database.url(),
                        home.resolve("flink-conf").toString(),
                        folder.resolve("checkpoints").toString(),
                        plan.parallelism(),
                        "");
    }

    /** A check that is asked again until it is true. */
    @FunctionalInterface
    interface Check {
        boolean holds() throws IOException;
    }

    /** Starts all but the job; the topics are empty. */
    static LiveStage start(Path home, Path folder, LivePlan plan)
            throws IOException, InterruptedException, ExecutionException {
        Broker broker = Broker.start(home, folder.resolve("broker"), plan.firstPort());
        RegistryStub registry = null;
        try {
            for (Topic topic : Topic.values()) {
                broker.createTopic(topic.topicName());
            }
            registry = RegistryStub.start(plan.firstPort() + 2);
            return new LiveStage(home, folder, plan, broker, registry);
        } catch (IOException | RuntimeException | InterruptedException | ExecutionException e) {
            if (registry != null) {
                registry.close();
            }
            broker.close();
            throw e;
        }
    }

    void startJob() throws IOException {
        job = ChildProcess.start(JobMain.class, jobJvm, assignment.arguments(), progress);
    }

    void killJob() throws InterruptedException {
        job.kill();
        job.close();
    }

    void restoreJob(Path checkpoint) throws IOException {
        JobAssignment restored = assignment.restoredFrom(checkpoint.toUri().toString());
        job = ChildProcess.start(JobMain.class, jobJvm, restored.arguments(), progress);
    }

    /**
     * Waits until something holds.
     *
     * @throws IOException when it does not in time, or the job ends before
     */
    void await(String what, Duration limit, Check check) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!check.holds()) {
            job.requireAlive();
            if (System.nanoTime() > end) {
                throw new IOException(what + ": not within " + limit.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits for an instant, ms since 1970. */
    void awaitTime(long millis) throws IOException, InterruptedException {
        Duration ahead = Duration.ofMillis(Math.max(0, millis - System.currentTimeMillis()));
        await("the clock", ahead.plusSeconds(10), () -> System.currentTimeMillis() >= millis);
    }

    Progress progress() {
        return progress;
    }

    Checkpoints checkpoints() {
        return new Checkpoints(Path.of(assignment.folder()));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String postgresUrl() {
        return database.url();
    }

    long jobPid() {
        return job.pid();
    }

    long brokerPid() {
        return broker.pid();
    }

    long postgresPid() {
        return database.pid();
    }

    @Override
    public void close() throws IOException {
        if (job != null) {
            job.close();
        }
        try (broker;
                registry) {
            database.close();
        }
    }

    /** As the TaskManager of production, but for the heap. */
    private static List<String> jobJvm(Path home, int heapMebibytes) {
        var configuration =
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString());
        List<String> options = new ArrayList<>();
        options.add("-Xms" + heapMebibytes + "m");
        options.add("-Xmx" + heapMebibytes + "m");
        for (String key : List.of("env.java.opts.all", "env.java.opts.taskmanager")) {
            options.addAll(Arrays.asList(configuration.getString(key, "").strip().split("\\s+")));
        }
        options.removeIf(String::isEmpty);
        return options;
    }
}
