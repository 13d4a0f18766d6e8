package io.outpost.e2e.drill;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.drill.DrillReport.Step;
import io.outpost.e2e.hostile.HostileMix;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import io.outpost.e2e.rig.RowDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** The steps. After each the stack runs from the log that the step has made. */
final class Drill {
    private static final Duration READ_LIMIT = Duration.ofMinutes(10);
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(8);
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(20);

    /** What is due a minute after something changed is due no more. */
    private static final Duration QUIET = Duration.ofSeconds(90);

    private static final String ROWS_WRITTEN =
            "SELECT sum(n_tup_ins + n_tup_upd) FROM pg_stat_user_tables WHERE schemaname = 'outpost'";

    /**
     * Their past is over. Of the hostile mix some places are live: their hours close when they end,
     * between two looks at the rows; the oracle compares them.
     */
    private static final String SIMULATED = "drill-%";

    private static final String FIRST_PLACE =
            "SELECT min(place_id) FROM outpost.places WHERE place_id LIKE 'drill-%'";
    private static final String LAST_PLACE =
            "SELECT max(place_id) FROM outpost.places WHERE place_id LIKE 'drill-%'";
    private static final List<String> GROUPS = List.of("outpost-conditions", "outpost-archive");
    private static final int ATTEMPTS = 3;
    private static final int TROUBLES = 1_000;
    private static final int RECORDS_PER_SECOND = 10;

    private final LocalStack stack;
    private final String ports;
    private final DrillReport report;
    private final FlinkConf conf;
    private final PastOfAPlace past = new PastOfAPlace();

    Drill(LocalStack stack, String ports, DrillReport report) throws IOException {
        this.stack = stack;
        this.ports = ports;
        this.report = report;
        this.conf =
                FlinkConf.copy(
                        stack.home(),
                        stack.data().resolveSibling(stack.data().getFileName() + "-conf"));
    }

    void run(int places, int days) throws Exception {
        up("--emissions", ports);
        if (stack.count("SELECT count(*) FROM outpost.places") == 0) {
            load(places, days);
            report.say("loaded: " + verified());
        }
        awaitQuiet();
        Map<String, String> before = RowDigest.of(stack, SIMULATED, "");

        stack.down();
        delete(stack.data().resolve("postgres"));
        double seconds = rebuild();
        step("rebuilt into a new database", 0, seconds, before, "");

        step("relog --partitions 3", "drill.partitions", before, "", "--partitions=3");

        String place = stack.one(FIRST_PLACE);
        Map<String, String> others = RowDigest.of(stack, SIMULATED, place);
        step("relog --without-place", "drill.without", others, place, "--without-place=" + place);
        requireNone(place);

        String merged = stack.one(LAST_PLACE);
        others = RowDigest.of(stack, SIMULATED, merged);
        Path rows = past.write(stack, merged);
        step(
                "relog --merge",
                "drill.merged",
                others,
                merged,
                "--merge=" + rows,
                "--mapping=" + past.mapping(stack));
        past.require(stack, merged);
    }

    private void load(int places, int days) throws Exception {
        stack.outpost(
                "simulate",
                "--wait",
                "--no-truth",
                "--prefix=drill",
                "--places=" + places,
                "--from=2026-03-01T00:00:00Z",
                "--for=P" + days + "D",
                "--faults=all");
        List<String> honest = new ArrayList<>();
        honest.add(stack.one(FIRST_PLACE));
        honest.add(stack.one(LAST_PLACE));
        try (HostileMix mix =
                new HostileMix(stack.kafka(), stack.registryUrl(), honest, 1, RECORDS_PER_SECOND)) {
            mix.send(TROUBLES);
        }
    }

    /** Makes another log, runs the stack from it, and compares. */
    private void step(
            String name, String topic, Map<String, String> before, String but, String... options)
            throws Exception {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(List.of("relog", "--to=" + topic));
        command.addAll(List.of(options));
        report.say(stack.outpost(command.toArray(String[]::new)));
        double relogSeconds = secondsSince(begin);
        stack.down();
        conf.job("log.topic", topic);
        step(name, relogSeconds, rebuild(), before, but);
    }

    private void step(
            String name,
            double relogSeconds,
            double rebuildSeconds,
            Map<String, String> before,
            String but)
            throws Exception {
        awaitQuiet();
        Map<String, String> after = RowDigest.of(stack, SIMULATED, but);
        boolean same = before.equals(after);
        if (!same) {
            report.say("before " + before + "\nafter  " + after);
        }
        stack.outpost("status");
        stack.outpost("reconcile", "--dry-run");
        try (LogOffsets log = new LogOffsets(stack.kafka(), stack.logTopic())) {
            long records = LogOffsets.sum(log.ends());
            report.add(new Step(name, records, relogSeconds, rebuildSeconds, same, verified()));
        }
    }

    /** Returns when both jobs have read the log to where it ended when the stack was up. */
    private double rebuild() throws Exception {
        long begin = System.nanoTime();
        up("--emissions", "--rebuild", ports);
        try (LogOffsets log = new LogOffsets(stack.kafka(), stack.logTopic())) {
            Map<TopicPartition, Long> ends = log.ends();
            for (String group : GROUPS) {
                Await.until(
                        group + " has read the log",
                        READ_LIMIT,
                        () -> log.hasCommitted(group, ends));
            }
        }
        return secondsSince(begin);
    }

    /** A start that fails, as on a busy machine, is followed by one that does the rebuild. */
    private void up(String... options) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                stack.up(conf.folder(), options);
                return;
            } catch (CommandException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                report.say("again: " + e.getMessage().lines().findFirst().orElse(""));
            }
        }
    }

    /** Until Postgres has taken no row for a while. */
    private void awaitQuiet() throws Exception {
        long[] last = {-1, System.nanoTime()};
        Await.until(
                "nothing changes any more",
                QUIET_LIMIT,
                () -> {
                    long rows = stack.count(ROWS_WRITTEN);
                    if (rows != last[0]) {
                        last[0] = rows;
                        last[1] = System.nanoTime();
                    }
                    return System.nanoTime() - last[1] > QUIET.toNanos();
                });
    }

    private String verified() throws IOException, InterruptedException {
        LocalStack.Result result = stack.run(VERIFY_LIMIT, "verify", "--every");
        if (result.exitCode() != 0) {
            report.say(result.output());
        }
        return result.output().lines().reduce("", (a, b) -> b);
    }

    private void requireNone(String place) throws Exception {
        for (String table : RowDigest.of(stack, "", "").keySet()) {
            long rows =
                    stack.count(
                            "SELECT count(*) FROM outpost.%s WHERE place_id = '%s'"
                                    .formatted(table, place));
            if (rows > 0) {
                throw new CommandException(
                        "%s still has %,d rows of %s".formatted(table, rows, place));
            }
        }
    }

    private static double secondsSince(long beginNanos) {
        return (System.nanoTime() - beginNanos) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
