package io.outpost.e2e.hostile;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.faults.OpenSenders;
import io.outpost.e2e.rig.ContentDigest;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outpost hostile}: all kinds of trouble beside honest stations. */
@Command(
        name = "hostile",
        sortOptions = false,
        description = {
            "Brings up a stack of its own and sends simulated stations alone; then, on a fresh stack, the same ones beside a mix",
            "of trouble: garbage, foreign schemas, odd ids, huge headers and records, open transactions, counters and clocks",
            "that lie, floods of places and sensors. The rows of the honest places must be the same, no job may restart,",
            "heap and checkpoints stay bounded, and status must name each trouble. Exit code 0: all of it holds."
        })
public final class HostileCommand implements Callable<Integer> {
    private static final int PORTS = 14;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration REFERENCE_LIMIT = Duration.ofMinutes(20);
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(40);
    private static final int LOOK_SECONDS = 10;
    private static final int LOOKS_PER_LINE = 6;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            description = "how long, PT1M to PT12H (default: ${DEFAULT-VALUE})")
    private Duration length;

    @Option(names = "--seed", defaultValue = "1", description = "of all that is sent (default: 1)")
    private long seed;

    @Option(
            names = "--places",
            defaultValue = "40",
            description = "honest ones (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--rate",
            defaultValue = "150",
            description = "records of trouble a second, 10 to 10000 (default: ${DEFAULT-VALUE})")
    private int perSecond;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the stack's folder (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of fourteen ports in a row (default: free ones)")
    private Integer portsFrom;

    @Override
    public Integer call() throws Exception {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("--for must be PT1M to PT12H");
        }
        if (perSecond < 10 || perSecond > 10_000 || places < 1) {
            throw new IllegalArgumentException("--rate must be 10 to 10000, --places 1 or more");
        }
        Path home = Path.of(System.getProperty("outpost.home", "."));
        Path folder =
                data == null ? Files.createTempDirectory("outpost-hostile").resolve("data") : data;
        String ports = "--ports-from=" + (portsFrom == null ? FreePorts.inARow(PORTS) : portsFrom);
        try (LocalStack stack = new LocalStack(home, folder)) {
            System.out.println("A stack starts in " + stack.data());
            stack.up("--fresh", ports);
            List<String> alone = alone(stack);
            stack.down();
            stack.up("--fresh", "--emissions", ports);
            HostileReport report = beside(stack, alone);
            System.out.println(report.text());
            return report.passed() ? 0 : 1;
        }
    }

    /** The content of the honest places' tables, without any trouble. */
    private List<String> alone(LocalStack stack) throws Exception {
        try (HonestLoad load = HonestLoad.start(stack, places, seed, span(), "max")) {
            load.awaitRows(stack, REFERENCE_LIMIT);
        }
        return honestRows(stack);
    }

    private HostileReport beside(LocalStack stack, List<String> alone) throws Exception {
        StackWatch watch = new StackWatch(new FlinkRest(stack.flinkUrl()));
        HostileReport report = new HostileReport(seed, watch);
        try (HonestLoad load =
                HonestLoad.start(stack, places, seed, span(), "" + HonestLoad.SPEED)) {
            List<String> honest = awaitPlaces(stack);
            try (HostileMix mix =
                            new HostileMix(
                                    stack.kafka(), stack.registryUrl(), honest, seed, perSecond);
                    OpenSenders senders = new OpenSenders(stack.kafka(), logRecords(stack))) {
                mix.start();
                Instant end = Instant.now().plus(length);
                watchUntil(end, watch, load);
                report.sent(mix.texts(), senders.text(), mix.failure());
                report.lasted(length, Duration.between(Instant.now(), end));
            }
            load.awaitRows(stack, length);
        }
        report.status(stack.run(SHORTEST, "status"));
        report.rows(alone, honestRows(stack));
        report.verified(stack.run(VERIFY_LIMIT, "verify", "--every"));
        watch.look();
        report.watched();
        return report;
    }

    private Duration span() {
        return length.multipliedBy(HonestLoad.SPEED);
    }

    /** Waits until each honest place has its first row: from then on it has a clock. */
    private List<String> awaitPlaces(LocalStack stack) throws InterruptedException, SQLException {
        String ids =
                "SELECT string_agg(DISTINCT place_id, ',') FROM outpost.minute_aggregates WHERE place_id LIKE '"
                        + HonestLoad.PREFIX
                        + "-%'";
        List<String> found = List.of();
        while (found.size() < places) {
            TimeUnit.SECONDS.sleep(1);
            String all = stack.one(ids);
            found = all == null ? List.of() : List.of(all.split(","));
        }
        return found;
    }

    private static void watchUntil(Instant end, StackWatch watch, HonestLoad load)
            throws InterruptedException {
        for (int look = 0; Instant.now().isBefore(end) && load.isRunning(); look++) {
            StackWatch.Sample sample = watch.look();
            if (look % LOOKS_PER_LINE == 0) {
                System.out.println(sample.text());
            }
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        }
    }

    private static List<String> honestRows(LocalStack stack) throws SQLException {
        return ContentDigest.of(stack, HonestLoad.PREFIX + "-%");
    }

    private static LogRecords logRecords(LocalStack stack) throws IOException {
        try {
            return new LogRecords(stack.registryUrl());
        } catch (RegistryUnavailableException e) {
            throw new IOException(e);
        }
    }
}
