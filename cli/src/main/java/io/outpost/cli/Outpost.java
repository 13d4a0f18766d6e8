package io.outpost.cli;

import io.outpost.cli.reconcile.ReconcileCommand;
import io.outpost.cli.replay.ReplayCommand;
import io.outpost.cli.simulate.SimulateCommand;
import io.outpost.cli.stack.DownCommand;
import io.outpost.cli.stack.StackException;
import io.outpost.cli.stack.StatusCommand;
import io.outpost.cli.stack.SuperviseCommand;
import io.outpost.cli.stack.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The outpost command. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "outpost",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Runs and feeds a local Outpost.",
        footer = {
            "",
            "What proves it, each with a --help of its own:",
            "  verify     Recomputes every result from the log, and compares.",
            "  mutants    Shows that verify finds each of the errors that it is to find.",
            "  faults     Kills parts of the stack under load, and verifies.",
            "  bench      Measures it beside other ways to do the same."
        },
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            ReconcileCommand.class,
            SuperviseCommand.class
        })
public final class Outpost {
    private Outpost() {}

    public static void main(String[] args) {
        System.exit(
                new CommandLine(new Outpost())
                        .setExecutionExceptionHandler(Outpost::explain)
                        .execute(args));
    }

    /**
     * A message that was written for people stands alone; anything else is a fault of ours and
     * shows where.
     */
    private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
        if (failure instanceof StackException) {
            command.getErr().println("outpost: " + failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
