package io.outpost.e2e.upgrade;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.CRC32;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost drill upgrade}: good and bad versions, and drivers that are killed. */
@Command(
        name = "upgrade",
        sortOptions = false,
        description = {
            "Upgrades separate stacks under load, again and again: to good versions, which must come to run; to bad",
            "ones, which must be refused or taken back; and with a driver that is killed after each of its steps. Each",
            "stack is first rescaled to 1, 4 and 2.",
            "After every few the oracle verifies every emission, and a row for each is added to --results. A later run",
            "with the same file and the same build goes on after them. Takes about an hour.",
            "Exit code 1 when one does not end as it must, or something is lost, doubled or wrong."
        })
public final class UpgradeDrillCommand implements Callable<Integer> {
    private static final int PORTS = LocalStack.PORTS + 1;
    private static final List<String> BRIEF =
            List.of("off-by-one-window 1", "removed-uid 2", "crashes 2");

    @Option(
            names = "--good",
            paramLabel = "N",
            defaultValue = "20",
            description = "good versions (default: ${DEFAULT-VALUE})")
    private int good;

    @Spec private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "only those whose names begin so, such as leaks")
    private List<String> only = List.of();

    @Option(names = "--list", description = "say what there is, and do nothing")
    private boolean list;

    @Option(
            names = "--brief",
            description = "three good and three bad ones, with 3,000 emissions compared each")
    private boolean brief;

    @Option(
            names = "--running",
            description =
                    "use the stack that runs in --data with --emissions, and leave it running")
    private boolean running;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "8",
            description = "verify after so many, on a new stack each (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--places",
            defaultValue = "30",
            description =
                    "of the load; each sends ten records a second (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "add the rows to this file (default: print them only)")
    private Path results;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the stacks' folder (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of fourteen ports in a row (default: free ones)")
    private Integer portsFrom;

    private int failed;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home", "."));
        String build = digest(new Build(home).conditionsJar());
        UpgradeResults table = new UpgradeResults(results, build, System.out);
        Set<String> done = table.done();
        List<UpgradeDrill> drills;
        try {
            drills =
                    UpgradePlan.chosen(
                            brief ? UpgradePlan.brief(BRIEF) : UpgradePlan.all(good), only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        if (list) {
            drills.forEach(drill -> System.out.println(line(drill, done)));
            return 0;
        }
        List<UpgradeDrill> left =
                drills.stream().filter(drill -> !done.contains(drill.name())).toList();
        System.out.printf("%d of %d drills are left%n", left.size(), drills.size());
        Path work = Files.createTempDirectory("outpost-upgrades");
        int size = running ? Math.max(1, left.size()) : batch;
        for (int from = 0; from < left.size(); from += size) {
            List<UpgradeDrill> next = left.subList(from, Math.min(from + size, left.size()));
            table.add(onStack(home, work, next));
        }
        System.out.printf("%d of %d did not end as they must%n", failed, left.size());
        return failed == 0 ? 0 : 1;
    }

    private static String line(UpgradeDrill drill, Set<String> done) {
        return "%-45s %-6s %-11s %s%s"
                .formatted(
                        drill.name(),
                        drill.way().shadow() ? "shadow" : "switch",
                        drill.way().end(),
                        drill.version().what(),
                        done.contains(drill.name()) ? "; done" : "");
    }

    private List<DrillRow> onStack(Path home, Path work, List<UpgradeDrill> drills)
            throws Exception {
        int ports = portsFrom == null ? FreePorts.inARow(PORTS) : portsFrom;
        long seed = drills.get(0).name().hashCode();
        try (LocalStack stack = new LocalStack(home, data == null ? work.resolve("data") : data)) {
            if (!running) {
                stack.up("--fresh", "--ha", "--emissions", "--ports-from=" + ports);
            }
            UpgradeDriver driver = new UpgradeDriver(stack, limits(), new Random(seed));
            UpgradeDrills all = new UpgradeDrills(stack, work, driver, System.out);
            List<DrillRow> rows =
                    all.run(drills, new Load(places, seed, "all"), ports + LocalStack.PORTS);
            failed += all.failed();
            return rows;
        }
    }

    private List<String> limits() {
        return brief
                ? List.of("--emissions=3000", "--trial=PT5M", "--watch=PT5S")
                : List.of("--emissions=20000", "--trial=PT5M", "--watch=PT20S");
    }

    private static String digest(Path jar) throws IOException {
        CRC32 digest = new CRC32();
        digest.update(Files.readAllBytes(jar));
        return "%08x".formatted(digest.getValue());
    }
}
