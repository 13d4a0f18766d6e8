package io.outpost.e2e.drill;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.upgrade.UpgradeDrillCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outpost drill}: rebuilds a stack from its log, and from logs that relog makes of it. */
@Command(
        name = "drill",
        sortOptions = false,
        subcommands = UpgradeDrillCommand.class,
        description = {
            "Brings up a separate stack, loads it, and makes all results again: with a new database and without state; from",
            "a log with other partitions; without a place; and with a past of a place merged in. Each time the oracle",
            "verifies every emission, and all rows that must be the same are compared, with their revisions.",
            "Exit code 1 when one step fails. Takes about 15 minutes."
        })
public final class DrillCommand implements Callable<Integer> {
    @Option(
            names = "--places",
            defaultValue = "30",
            description = "simulated places (default: ${DEFAULT-VALUE})")
    private int places;

    @Option(
            names = "--days",
            defaultValue = "20",
            description = "of their weather (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "append the results to this file (default: print them only)")
    private Path results;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "the stack's folder, which is kept; one with places is not loaded (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of thirteen ports in a row (default: free ones)")
    private Integer portsFrom;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home", "."));
        Path folder =
                data == null ? Files.createTempDirectory("outpost-drill").resolve("data") : data;
        int ports = portsFrom == null ? FreePorts.inARow(LocalStack.PORTS) : portsFrom;
        DrillReport report = new DrillReport(System.out);
        try (LocalStack stack = new LocalStack(home, folder)) {
            new Drill(stack, "--ports-from=" + ports, report).run(places, days);
        } catch (CommandException e) {
            report.failure(e.getMessage());
        }
        System.out.println(report.text());
        if (results != null) {
            Files.writeString(
                    results,
                    report.text() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return report.passed() ? 0 : 1;
    }
}
