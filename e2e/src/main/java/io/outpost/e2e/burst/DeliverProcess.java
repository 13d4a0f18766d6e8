package io.outpost.e2e.burst;

import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code outpost deliver}, which is started again as soon as it was killed. */
final class DeliverProcess implements AutoCloseable {
    private final LocalStack stack;
    private final Path folder;
    private final Thread onExit = new Thread(this::end, "end deliver");
    private Process process;
    private int starts;

    /**
     * Starts it.
     *
     * @param folder of its logs
     */
    DeliverProcess(LocalStack stack, Path folder) throws IOException {
        this.stack = stack;
        this.folder = Files.createDirectories(folder);
        Runtime.getRuntime().addShutdownHook(onExit);
        start();
    }

    private void start() throws IOException {
        process =
                stack.begin(
                        folder.resolve("deliver-%d.log".formatted(++starts)),
                        List.of(
                                "deliver",
                                "--allowed-networks=127.0.0.0/8",
                                "--send-timeout=PT5S"));
    }

    /** As a crash would end it; and starts it again. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        start();
    }

    private void end() {
        process.destroy();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(onExit);
        end();
        process.onExit().join();
    }
}
