package io.outpost.e2e.faults;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import io.outpost.e2e.rig.SimulatedLoad.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outpost faults}: kills parts of a separate stack under load, then verifies. */
@Command(
        name = "faults",
        sortOptions = false,
        description = {
            "Brings up a separate stack with real processes, loads it, and kills its parts: at random, and aimed at",
            "checkpoints, commits, restores and savepoints. Then nothing may be lost, doubled or wrong.",
            "With --single it brings about other faults, one after the other, and checks the same."
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final int PORTS = 16;
    private static final int LOAD_PORT = 14;
    private static final int OUTAGE_LOAD_PORT = 15;

    /** So that an outage can be longer. */
    private static final String SHORTEST_TIMEOUT = "PT60S";

    /** No single fault must be taken for an outage beyond it, which loses messages. */
    private static final String LONG_TIMEOUT = "PT15M";

    @Option(
            names = "--kills",
            defaultValue = "30",
            description = "how many, 1 to 1000 (default: ${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of plan and load; the same seed gives the same plan (default: 1)")
    private long seed;

    @Option(names = "--plan", description = "print the plan, and do nothing")
    private boolean planOnly;

    @Option(
            names = "--places",
            defaultValue = "100",
            description = "places of the load (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--single",
            split = ",",
            paramLabel = "FAULT",
            converter = SingleFault.Converter.class,
            completionCandidates = SingleFault.Labels.class,
            description = {
                "instead of kills these faults, one after the other: all, or some of ${COMPLETION-CANDIDATES}.",
                "The clock-* need faketime (Debian: apt-get install faketime); disk-*, and checkpoints-read-only as root,",
                "a mount namespace of their own: unshare --mount ./outpost faults --single ..."
            })
    private List<SingleFault> single = List.of();

    @Option(
            names = "--running",
            description = "use the stack that runs in --data, and leave it running")
    private boolean running;

    @Option(names = "--without-outage", description = "no outage beyond the transaction timeout")
    private boolean withoutOutage;

    @Option(
            names = "--without-verify",
            description = "do not recompute everything at the end; the counts are still compared")
    private boolean withoutVerify;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the stack's folder (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of sixteen ports in a row (default: free ones)")
    private Integer portsFrom;

    @Option(names = "--write-docs", description = "put the table into docs/reliability.md")
    private boolean writeDocs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (kills < 1 || kills > 1000) {
            throw new IllegalArgumentException("--kills must be 1 to 1000");
        }
        if (!single.isEmpty()) {
            return single();
        }
        List<Kill> plan = KillPlan.of(kills, seed);
        if (planOnly) {
            plan.forEach(kill -> System.out.println(kill.text()));
            return 0;
        }
        Path home = Path.of(System.getProperty("outpost.home", "."));
        try (LocalStack stack = new LocalStack(home, folder())) {
            FaultReport report = onStack(stack, plan);
            System.out.println(report.text());
            if (writeDocs) {
                docs(home, "faults").write(report.text());
            }
            return report.passed() ? 0 : 1;
        }
    }

    private int single() throws IOException, InterruptedException {
        if (running || planOnly) {
            throw new IllegalArgumentException("--single has a stack of its own, and no plan");
        }
        List<SingleFault> chosen = single.stream().distinct().toList();
        Path home = Path.of(System.getProperty("outpost.home", "."));
        try (LocalStack stack = new LocalStack(home, folder())) {
            SingleRun run =
                    new SingleRun(
                            FaultStack.of(stack, ports(), LONG_TIMEOUT),
                            new Load(places, seed, "all"));
            String report = run.strike(chosen);
            System.out.println(report);
            if (writeDocs) {
                docs(home, "single-faults").write(report);
            }
            return run.hasPassed() ? 0 : 1;
        }
    }

    private static DocsTable docs(Path home, String name) {
        return new DocsTable(home.resolve("docs/reliability.md"), name);
    }

    private int ports() throws IOException {
        return portsFrom == null ? FreePorts.inARow(PORTS) : portsFrom;
    }

    private Path folder() throws IOException {
        return data == null ? Files.createTempDirectory("outpost-faults").resolve("data") : data;
    }

    /** Whatever happens, only the processes of this stack are ended, by the outpost command. */
    private FaultReport onStack(LocalStack stack, List<Kill> plan)
            throws IOException, InterruptedException {
        int ports = ports();
        if (!running) {
            FaultStack.of(stack, ports, SHORTEST_TIMEOUT).up();
        }
        return run(stack, plan, ports);
    }

    private FaultReport run(LocalStack stack, List<Kill> plan, int ports)
            throws IOException, InterruptedException {
        String kafka = stack.kafka();
        FaultChecks checks = new FaultChecks();
        List<Hit> hits;
        FaultRun run;
        try (Signals signals = new Signals(stack.id());
                CheckpointWatch watch = new CheckpointWatch(stack.checkpoints());
                Transactions transactions = new Transactions(kafka);
                LiveLoad live = new LiveLoad(stack, seed);
                EmissionWatch emissions = new EmissionWatch(kafka, live::isReceived)) {
            FlinkRest flink = new FlinkRest(stack.flinkUrl());
            Nemesis nemesis =
                    new Nemesis(
                            stack,
                            signals,
                            new Nemesis.Eyes(watch, transactions, flink, emissions));
            run = new FaultRun(stack, watch, System.out);
            hits = killed(run, plan, nemesis, stack, ports, checks);
            if (!withoutOutage) {
                Outage outage = new Outage(stack, signals, nemesis, transactions);
                try (SimulatedLoad load =
                        SimulatedLoad.start(
                                stack, new Load(places, seed, "none"), ports + OUTAGE_LOAD_PORT)) {
                    checks.outage(run, outage, load);
                }
            }
            checks.load(live.texts(), live.failure());
        }
        hits = run.withDeadlines(hits, kafka);
        checks.afterDeadlines(hits);
        checks.alertsOnce(run.reconcile("--dry-run"));
        if (!withoutVerify) {
            checks.verified(run.verify());
        }
        return checks.report(seed, hits);
    }

    private List<Hit> killed(
            FaultRun run,
            List<Kill> plan,
            Nemesis nemesis,
            LocalStack stack,
            int ports,
            FaultChecks checks)
            throws IOException, InterruptedException {
        try (SimulatedLoad load =
                SimulatedLoad.start(stack, new Load(places, seed, "all"), ports + LOAD_PORT)) {
            List<Hit> hits = run.kill(plan, nemesis, load);
            checks.check("every record under kills is counted as it must be", run.settle(load));
            checks.recovered(hits);
            return hits;
        }
    }
}
