package io.outpost.e2e.rerun;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outpost rerun}: runs the conditions job over one log in three ways. */
@Command(
        name = "rerun",
        sortOptions = false,
        description = {
            "Brings up a separate stack and runs the conditions job over one log three times: live, over the finished",
            "log with other batches and parallelisms, and from a savepoint in the middle; with kills and rescales.",
            "Exit code 1 when one run emits anything that another one does not. Takes about 8 minutes."
        })
public final class RerunCommand implements Callable<Integer> {
    /** Those of the stack, and one for each of two simulators. */
    private static final int PORTS = LocalStack.PORTS + 2;

    @Option(names = "--seed", defaultValue = "1", description = "of the load (default: 1)")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the stack's folder, which is kept (default: a new temporary one)")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            description = "first of fifteen ports in a row (default: free ones)")
    private Integer portsFrom;

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home", "."));
        Path folder =
                data == null ? Files.createTempDirectory("outpost-rerun").resolve("data") : data;
        int ports = portsFrom == null ? FreePorts.inARow(PORTS) : portsFrom;
        try (LocalStack stack = new LocalStack(home, folder)) {
            return new Rerun(stack, ports, seed, System.out).run() ? 0 : 1;
        }
    }
}
