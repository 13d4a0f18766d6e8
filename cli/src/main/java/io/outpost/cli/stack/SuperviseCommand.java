package io.outpost.cli.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code up} starts in the background; not for people. */
@Command(name = "supervise", hidden = true)
public final class SuperviseCommand implements Callable<Integer> {
    @Mixin private StackOptions options;

    @Option(names = "--ports-from", required = true)
    private int portsFrom;

    /** As JSON. */
    @Option(names = "--shape", required = true)
    private String shape;

    @Option(names = "--conditions-jar")
    private Path conditionsJar;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder data = options.folder();
        Stack stack =
                new Stack(
                        data,
                        Distribution.ofLauncher().withConditions(conditionsJar),
                        new Ports(portsFrom),
                        data.stackId().orElseThrow(),
                        ProcessTable.JSON.readValue(shape, StackShape.class));
        try (PrintStream out =
                new PrintStream(
                        Files.newOutputStream(
                                SupervisorProcess.progressFile(data),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND),
                        true,
                        StandardCharsets.UTF_8)) {
            return supervise(new Supervisor(stack, new StepLog(out)));
        }
    }

    private static int supervise(Supervisor supervisor) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
        return supervisor.run() ? 0 : 1;
    }

    /** The JVM ends when this hook does, so it waits until everything is taken down. */
    private static void stop(Supervisor supervisor) {
        try {
            supervisor.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
