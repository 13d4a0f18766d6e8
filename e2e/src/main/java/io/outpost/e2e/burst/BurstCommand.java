package io.outpost.e2e.burst;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.ConsoleConsumer;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.LocalStack;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost burst}: kills each process in the middle of a burst of alerts. */
@Command(
        name = "burst",
        sortOptions = false,
        description = {
            "Brings up a separate stack with outpost deliver, and lets one step of its log cause thousands of alerts, of a condition",
            "and of preferences, again and again; each time another process is killed with SIGKILL in the middle. Kafka's own",
            "console consumer (read_committed) must see each alert once, streams of the API that are cut must go on without gap or",
            "repeat, each webhook must be delivered, and not be sent again once that is recorded. A row for each is added to",
            "--results; a later run with the same file and seed goes on after those that were as due.",
            "Exit code 1 when one was not. Takes about 25 minutes."
        })
public final class BurstCommand implements Callable<Integer> {
    private static final Duration VERIFY_LIMIT = Duration.ofMinutes(12);
    private static final int MOST_ALERTS = BurstPlan.MOST_PLACES * BurstPlan.ALERTS_OF_A_PLACE;

    @Option(
            names = "--alerts",
            paramLabel = "N",
            defaultValue = "10000",
            description = "of each burst, 500 to 20000 (default: ${DEFAULT-VALUE})")
    private int alerts;

    @Option(
            names = "--kill",
            paramLabel = "PART",
            split = ",",
            converter = Victim.Converter.class,
            completionCandidates = Victim.Labels.class,
            description =
                    "only some of ${COMPLETION-CANDIDATES} (default: each, then all in one burst)")
    private List<Victim> victims = Arrays.asList(Victim.values());

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the moments; the same seed gives the same ones (default: 1)")
    private long seed;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "add the rows to this file (default: print them only)")
    private Path results;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the stack's folder, which is kept (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of the stack's ports in a row (default: free ones)")
    private Integer portsFrom;

    @Spec private CommandSpec spec;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        if (alerts < 500 || alerts > MOST_ALERTS) {
            throw new ParameterException(
                    spec.commandLine(), "--alerts must be 500 to " + MOST_ALERTS);
        }
        BurstResults table = new BurstResults(results, seed, out);
        Set<String> done = table.done();
        List<Victim> left = victims.stream().filter(one -> !done.contains(one.label())).toList();
        out.printf("%d of %d bursts are left%n", left.size(), victims.size());
        Path folder =
                data == null ? Files.createTempDirectory("outpost-burst").resolve("data") : data;
        Path home = Path.of(System.getProperty("outpost.home", "."));
        try (LocalStack stack = new LocalStack(home, folder).compileQuickly()) {
            return left.isEmpty() || run(stack, left, table) ? 0 : 1;
        }
    }

    private boolean run(LocalStack stack, List<Victim> left, BurstResults table) throws Exception {
        int ports = portsFrom == null ? FreePorts.inARow(LocalStack.PORTS) : portsFrom;
        out.println("A stack starts in " + stack.data());
        stack.up(settings(stack).folder(), "--ha", "--without-archive", "--ports-from=" + ports);
        boolean asDue = true;
        try (ConsoleConsumer console = ConsoleConsumer.start(stack);
                WebhookReceiver webhooks = new WebhookReceiver();
                DeliverProcess deliver =
                        new DeliverProcess(stack, stack.data().resolveSibling("deliver"))) {
            Burst.Readers readers = new Burst.Readers(console, webhooks, deliver);
            for (Victim victim : left) {
                BurstPlan plan =
                        new BurstPlan(
                                victim.label() + System.currentTimeMillis(),
                                alerts / BurstPlan.ALERTS_OF_A_PLACE);
                try (Burst burst = new Burst(stack, readers, plan, victim, out)) {
                    BurstReport report = burst.run(seed);
                    report.lines().forEach(line -> out.println("  " + line));
                    table.add(report);
                    asDue &= report.isAsDue();
                }
            }
        }
        return verified(stack) && asDue;
    }

    private boolean verified(LocalStack stack) throws Exception {
        LocalStack.Result verify = stack.run(VERIFY_LIMIT, "verify");
        out.println(verify.output());
        return verify.exitCode() == 0;
    }

    /** Heat begins with the first hot minute. */
    private static FlinkConf settings(LocalStack stack) throws Exception {
        return FlinkConf.copy(stack.home(), stack.data().resolveSibling("settings"))
                .job("heat.pending", "PT0S")
                .job("conditions.least-coverage", "0.0");
    }
}
