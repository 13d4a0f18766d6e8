package io.outpost.e2e;

import io.outpost.cli.console.Explanation;
import io.outpost.e2e.burst.BurstCommand;
import io.outpost.e2e.drill.DrillCommand;
import io.outpost.e2e.faults.FaultsCommand;
import io.outpost.e2e.hostile.HostileCommand;
import io.outpost.e2e.mutants.MutantsCommand;
import io.outpost.e2e.rerun.RerunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands of {@code ./outpost} that prove the product. Exit codes: 0 proved, 1 not, 2 wrong
 * usage.
 */
@Command(
        name = "outpost",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Proves what Outpost promises.",
        subcommands = {
            MutantsCommand.class,
            FaultsCommand.class,
            BurstCommand.class,
            RerunCommand.class,
            HostileCommand.class,
            DrillCommand.class
        },
        scope = CommandLine.ScopeType.INHERIT)
public final class Proof {
    Proof() {}

    public static void main(String[] args) {
        System.exit(
                new CommandLine(new Proof())
                        .setExecutionExceptionHandler(Explanation::print)
                        .execute(args));
    }
}
