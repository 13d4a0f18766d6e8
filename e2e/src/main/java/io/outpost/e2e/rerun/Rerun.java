package io.outpost.e2e.rerun;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.cli.upgrade.RunComparison;
import io.outpost.cli.upgrade.RunEmissions;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.Edit;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import io.outpost.schemas.wire.Topic;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Three runs of the job over one log. A is live while the log is written, at parallelism 1, and is
 * killed. B reads the finished log at full speed, in batches of one record, is killed, and
 * continues at parallelism 4 and then 1 while it still reads. C continues from a savepoint that A
 * made in the middle. What is due by then, all of them must have emitted.
 */
final class Rerun {
    private static final String TASK_MANAGER = "taskmanager";
    private static final String JOB_MANAGER = "jobmanager";

    /** The operator hands records to places in batches of this length. */
    private static final Edit BATCHES_OF_ONE =
            new Edit(
                    "jobs/conditions/src/main/java/io/outpost/conditions/operator/KeepPlacesOperator.java",
                    "BATCH_RECORDS = 4096",
                    "BATCH_RECORDS = 1");

    /** So small that B reads for minutes, not seconds. */
    private static final Map<String, String> SLOW = Map.of("postgres.batch-rows", "20");

    private static final String STALE_AFTER = "PT2M";
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(8);

    /** A silence of two minutes, and the minute in which it ends. */
    private static final Duration SILENCE_LIMIT = Duration.ofMinutes(6);

    /** A tick comes every second, so that A has certainly read what is this old when it stops. */
    private static final long SLACK_MILLIS = 15_000;

    /** What the log receives so long after a savepoint is certainly not in it. */
    private static final long AFTER_SAVEPOINT_MILLIS = 2_000;

    private final LocalStack stack;
    private final int ports;
    private final long seed;
    private final PrintStream out;
    private final long beginNanos = System.nanoTime();

    /**
     * Starts nothing.
     *
     * @param ports the first of fifteen in a row
     */
    Rerun(LocalStack stack, int ports, long seed, PrintStream out) {
        this.stack = stack;
        this.ports = ports;
        this.seed = seed;
        this.out = out;
    }

    /** What A left. */
    private record Live(String savepoint, long savepointAtMillis, long untilMillis) {}

    /** True when the runs have emitted the same. */
    boolean run() throws Exception {
        Path jarOfB =
                new Build(stack.home())
                        .conditionsJarWith(
                                List.of(BATCHES_OF_ONE),
                                Files.createTempDirectory("outpost-rerun-build"));
        FlinkConf conf =
                FlinkConf.copy(
                                stack.home(),
                                stack.data().resolveSibling(stack.data().getFileName() + "-conf"))
                        .flink("parallelism.default", "1")
                        .job("conditions.stale-after", STALE_AFTER);
        stack.up(
                conf.folder(), "--ha", "--emissions", "--without-archive", "--ports-from=" + ports);
        say("A runs while the log is written, in " + stack.data());
        try (LogOffsets log = new LogOffsets(stack.kafka())) {
            Live live = runA();
            Map<TopicPartition, Long> ends = log.ends();
            say("the log has %,d offsets".formatted(LogOffsets.sum(ends)));
            runB(new JobRun(stack, log, ends, "b"), jarOfB);
            runC(new JobRun(stack, log, ends, "c"), live.savepoint());
            return compared(live);
        }
    }

    private Live runA() throws Exception {
        FlinkRest flink = new FlinkRest(stack.flinkUrl());
        String job = flink.conditionsJob();
        String savepoint;
        long savepointAtMillis;
        try (Load load = Load.start(stack, ports + LocalStack.PORTS, seed)) {
            TimeUnit.SECONDS.sleep(40);
            kill(TASK_MANAGER, flink, job);
            savepoint = flink.savepoint(job, stack.savepoints());
            savepointAtMillis = System.currentTimeMillis();
            say("a savepoint for C is made");
            TimeUnit.SECONDS.sleep(15);
            kill(JOB_MANAGER, flink, job);
            TimeUnit.SECONDS.sleep(15);
            kill(TASK_MANAGER, flink, job);
            load.awaitEnd();
        }
        say("the load has ended");
        Await.until(
                "each live place is without data",
                SILENCE_LIMIT,
                () -> stack.count(Load.SILENT_SQL) > 0 && stack.count(Load.NOT_SILENT_SQL) == 0);
        LocalStack.Result verified = stack.run(VERIFY_LIMIT, "verify", "--every");
        if (verified.exitCode() != 0) {
            throw new CommandException("The oracle differs from A:\n" + verified.output());
        }
        say("the oracle says of A: " + verified.output().lines().reduce("", (a, b) -> b));
        long untilMillis = System.currentTimeMillis() - SLACK_MILLIS;
        flink.stop(job, stack.savepoints());
        return new Live(savepoint, savepointAtMillis, untilMillis);
    }

    private void runB(JobRun run, Path jar) throws Exception {
        run.createTopic();
        run.start(jar, 2, null, SLOW);
        run.awaitShare(0.1);
        kill(TASK_MANAGER, run.flink(), run.job());
        run.awaitShare(0.25);
        String savepoint = run.stopInTheMiddle();
        say("B continues at parallelism 4, %.0f %% read".formatted(100 * run.share()));
        run.start(jar, 4, savepoint, SLOW);
        run.awaitShare(0.55);
        savepoint = run.stopInTheMiddle();
        say("B continues at parallelism 1, %.0f %% read".formatted(100 * run.share()));
        run.start(jar, 1, savepoint, Map.of());
        run.finish();
        say("B has read all");
    }

    private void runC(JobRun run, String savepoint) throws Exception {
        run.createTopic();
        run.start(new Build(stack.home()).conditionsJar(), 2, savepoint, Map.of());
        run.finish();
        say("C has read all");
    }

    private boolean compared(Live live) throws Exception {
        RunEmissions a = RunEmissions.read(stack.kafka(), Topic.EMISSIONS.topicName(), "A");
        RunComparison comparison = new RunComparison(live.untilMillis(), out);
        comparison.everything(a, RunEmissions.read(stack.kafka(), JobRun.topic("b"), "B"));
        comparison.since(
                a,
                RunEmissions.read(stack.kafka(), JobRun.topic("c"), "C"),
                live.savepointAtMillis() + AFTER_SAVEPOINT_MILLIS);
        out.println(comparison.lastLine());
        return comparison.isEqual();
    }

    private void kill(String part, FlinkRest flink, String job) throws Exception {
        long killed = stack.kill(part);
        say("the " + part + " is killed");
        stack.awaitAgain(part, killed);
        Await.until("all tasks run again", JobRun.START_LIMIT, () -> flink.allTasksRun(job));
    }

    private void say(String what) {
        out.printf("%6.1f s  %s%n", (System.nanoTime() - beginNanos) / 1e9, what);
    }
}
