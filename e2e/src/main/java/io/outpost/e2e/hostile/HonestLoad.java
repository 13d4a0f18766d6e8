package io.outpost.e2e.hostile;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogOffsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Simulated stations with their usual faults, for a span of a past year. The same options give the
 * same observations in the same order, however fast they are sent.
 */
final class HonestLoad implements AutoCloseable {
    static final String PREFIX = "honest";

    /** Ten event minutes a second. */
    static final int SPEED = 600;

    private static final Duration SLACK = Duration.ofMinutes(15);

    private static final String OPEN_PANES_SQL =
            "SELECT sum(open_panes) FROM outpost.place_counters WHERE place_id LIKE '"
                    + PREFIX
                    + "-%'";

    private final Path output;
    private final Process process;
    private final Thread onExit;

    private HonestLoad(Path output, Process process) {
        this.output = output;
        this.process = process;
        this.onExit = new Thread(process::destroy, "end the honest load");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts to send.
     *
     * @param span of event time
     * @param speed event seconds a second, or max
     */
    static HonestLoad start(LocalStack stack, int places, long seed, Duration span, String speed)
            throws IOException {
        Path output = Files.createTempFile("outpost-honest", ".out");
        return new HonestLoad(
                output,
                stack.begin(
                        output,
                        List.of(
                                "simulate",
                                "--places=" + places,
                                "--seed=" + seed,
                                "--prefix=" + PREFIX,
                                "--faults=default",
                                "--from=2025-03-01T00:00:00Z",
                                "--for=" + span,
                                "--interval=PT1M",
                                "--speed=" + speed,
                                "--no-truth")));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Waits until all is sent, and all rows of it are there. */
    void awaitRows(LocalStack stack, Duration expected) throws Exception {
        Duration limit = expected.plus(SLACK);
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new CommandException("The honest load failed:\n" + Files.readString(output));
        }
        try (LogOffsets log = new LogOffsets(stack.kafka())) {
            Map<TopicPartition, Long> ends = log.ends();
            Await.until(
                    "the job has read the honest load",
                    SLACK,
                    () -> log.hasCommitted(FlinkRest.CONDITIONS, ends));
        }
        Await.until(
                "all panes of the honest places are closed",
                SLACK,
                () -> stack.count(OPEN_PANES_SQL) == 0);
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(onExit);
        process.destroy();
        Files.deleteIfExists(output);
    }
}
