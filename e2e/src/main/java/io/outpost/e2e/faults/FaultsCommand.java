package io.outpost.e2e.faults;

import io.outpost.e2e.faults.FaultLoad.Load;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outpost faults}: kills parts of a stack of its own under load, then verifies. */
@Command(
        name = "faults",
        sortOptions = false,
        description = {
            "Brings up a stack of its own with real processes, loads it, and kills its parts: at random, and aimed at",
            "checkpoints, commits, restores and savepoints. Then nothing may be lost, doubled or wrong."
        })
public final class FaultsCommand implements Callable<Integer> {
    private static final int PORTS = 16;
    private static final int LOAD_PORT = 14;
    private static final int OUTAGE_LOAD_PORT = 15;

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
        List<Kill> plan = KillPlan.of(kills, seed);
        if (planOnly) {
            plan.forEach(kill -> System.out.println(kill.text()));
            return 0;
        }
        Path home = Path.of(System.getProperty("outpost.home", "."));
        FaultReport report = onStack(new FaultStack(home, folder()), plan);
        System.out.println(report.text());
        if (writeDocs) {
            new DocsTable(home.resolve("docs/reliability.md")).write(report.text());
        }
        return report.passed() ? 0 : 1;
    }

    private Path folder() throws IOException {
        return data == null ? Files.createTempDirectory("outpost-faults").resolve("data") : data;
    }

    /** Whatever happens, only the processes of this stack are ended, by the outpost command. */
    private FaultReport onStack(FaultStack stack, List<Kill> plan)
            throws IOException, InterruptedException {
        int ports = portsFrom == null ? freePorts() : portsFrom;
        if (running) {
            return run(stack, plan, ports);
        }
        Thread down = new Thread(() -> downQuietly(stack), "down");
        Runtime.getRuntime().addShutdownHook(down);
        try {
            System.out.println("A stack starts in " + stack.data());
            stack.up(ports);
            return run(stack, plan, ports);
        } finally {
            Runtime.getRuntime().removeShutdownHook(down);
            stack.down();
        }
    }

    private static void downQuietly(FaultStack stack) {
        try {
            stack.down();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FaultReport run(FaultStack stack, List<Kill> plan, int ports)
            throws IOException, InterruptedException {
        String kafka = stack.endpoint("kafka.bootstrap-servers");
        Findings findings = new Findings();
        List<Hit> hits;
        FaultRun run;
        try (Signals signals = new Signals(stack.id());
                CheckpointWatch watch = new CheckpointWatch(stack.checkpoints());
                Transactions transactions = new Transactions(kafka);
                LiveLoad live = new LiveLoad(stack, seed);
                EmissionWatch emissions = new EmissionWatch(kafka, live::isReceived)) {
            FlinkView flink = new FlinkView(stack.endpoint("flink.rest-url"));
            Nemesis nemesis =
                    new Nemesis(
                            stack,
                            signals,
                            new Nemesis.Eyes(watch, transactions, flink, emissions));
            run = new FaultRun(stack, watch, nemesis, System.out);
            hits = killed(run, plan, stack, ports, findings);
            if (!withoutOutage) {
                Outage outage = new Outage(stack, signals, nemesis, transactions);
                try (FaultLoad load =
                        FaultLoad.start(
                                stack, new Load(places, seed, "none"), ports + OUTAGE_LOAD_PORT)) {
                    findings.outage(run, outage, load);
                }
            }
            findings.load(live.texts(), live.failure());
        }
        hits = run.withDeadlines(hits, kafka);
        findings.afterDeadlines(hits);
        findings.alertsOnce(run.reconcile("--dry-run"));
        if (!withoutVerify) {
            findings.verified(run.verify());
        }
        return findings.report(seed, hits);
    }

    private List<Hit> killed(
            FaultRun run, List<Kill> plan, FaultStack stack, int ports, Findings findings)
            throws IOException, InterruptedException {
        try (FaultLoad load =
                FaultLoad.start(stack, new Load(places, seed, "all"), ports + LOAD_PORT)) {
            List<Hit> hits = run.kill(plan, load);
            findings.check(
                    "every record under kills is accounted for as it must be", run.settle(load));
            findings.recovered(hits);
            return hits;
        }
    }

    private static int freePorts() throws IOException {
        Random random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = random.nextInt(20_000, 30_000);
            if (areFree(first)) {
                return first;
            }
        }
        throw new IOException("no sixteen free ports in a row were found");
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
