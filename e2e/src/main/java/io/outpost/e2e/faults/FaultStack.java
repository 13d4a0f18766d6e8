package io.outpost.e2e.faults;

import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.SimulatedLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A stack that faults strike: high availability and emissions. Starts nothing by itself.
 *
 * @param settings a copy of the shipped ones
 * @param ports the first of sixteen in a row
 */
record FaultStack(LocalStack stack, FlinkConf settings, int ports) {
    private static final int LOAD_PORT = 14;

    /**
     * One whose transactions the broker gives up after a time.
     *
     * @param transactionTimeout in ISO 8601, PT60S or more
     */
    static FaultStack of(LocalStack stack, int ports, String transactionTimeout)
            throws IOException {
        Path folder = stack.data().resolveSibling(stack.data().getFileName() + "-settings");
        // Flink's answers must not be old.
        FlinkConf settings =
                FlinkConf.copy(stack.home(), folder)
                        .flink("web.refresh-interval", "50 ms")
                        .flink("rest.cache.checkpoint-statistics.timeout", "50 ms")
                        .job("kafka.transaction-timeout", transactionTimeout);
        return new FaultStack(stack, settings, ports);
    }

    void up() throws IOException, InterruptedException {
        System.out.println("A stack starts in " + stack.data());
        stack.up(settings.folder(), options(ports));
    }

    /** The same of one that may fail. */
    LocalStack.Result tryUp() throws IOException, InterruptedException {
        return tryUpAt(ports);
    }

    LocalStack.Result tryUpAt(int firstPort) throws IOException, InterruptedException {
        return stack.tryUp(settings.folder(), options(firstPort));
    }

    /** Begins one in the foreground, with its output in the file. */
    Process beginUp(Path output) throws IOException {
        return stack.begin(
                output,
                Map.of("OUTPOST_FLINK_CONF", settings.folder().toString()),
                List.of("up", "--ha", "--emissions", "--ports-from=" + ports));
    }

    SimulatedLoad startLoad(SimulatedLoad.Load load) throws IOException {
        return SimulatedLoad.start(stack, load, ports + LOAD_PORT);
    }

    private static String[] options(int firstPort) {
        return new String[] {"--ha", "--emissions", "--ports-from=" + firstPort};
    }
}
