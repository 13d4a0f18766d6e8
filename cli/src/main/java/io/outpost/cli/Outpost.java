package io.outpost.cli;

import io.outpost.cli.console.Explanation;
import io.outpost.cli.reconcile.ReconcileCommand;
import io.outpost.cli.replay.ReplayCommand;
import io.outpost.cli.simulate.SimulateCommand;
import io.outpost.cli.stack.DownCommand;
import io.outpost.cli.stack.StatusCommand;
import io.outpost.cli.stack.SuperviseCommand;
import io.outpost.cli.stack.UpCommand;
import io.outpost.cli.validate.ValidateCommand;
import io.outpost.cli.verify.VerifyCommand;
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
            "  mutants    Shows that verify finds each of the errors that it is to find.",
            "  faults     Kills parts of the stack under load, and verifies.",
            "  rerun      Runs the job over one log in three ways, and compares every emission.",
            "  hostile    Sends all kinds of trouble beside honest stations, and compares.",
            "  bench      Measures it beside other ways to do the same."
        },
        scope = CommandLine.ScopeType.INHERIT,
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            DownCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            VerifyCommand.class,
            ValidateCommand.class,
            ReconcileCommand.class,
            SuperviseCommand.class,
            CompletionCommand.class
        })
public final class Outpost {
    private Outpost() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Outpost()).setExecutionExceptionHandler(Outpost::explain);
    }

    /** What is not explained is a fault of ours, and shows where. */
    private static int explain(Exception failure, CommandLine command, ParseResult arguments) {
        Explanation.of(failure)
                .ifPresentOrElse(
                        message ->
                                command.getErr()
                                        .println(
                                                command.getCommandSpec().qualifiedName()
                                                        + ": "
                                                        + message),
                        () -> failure.printStackTrace(command.getErr()));
        return CommandLine.ExitCode.SOFTWARE;
    }
}
