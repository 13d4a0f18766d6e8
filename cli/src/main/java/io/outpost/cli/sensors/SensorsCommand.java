package io.outpost.cli.sensors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost sensors}: who may send over HTTP. */
@Command(
        name = "sensors",
        description = {
            "Makes, lists and revokes the keys by which sensors send over HTTP.",
            "What is changed counts within 30 s on every process of the API."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            AddCommand.class,
            ListCommand.class,
            RotateCommand.class,
            RevokeCommand.class
        })
public final class SensorsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: add, list, rotate or revoke.");
    }
}
