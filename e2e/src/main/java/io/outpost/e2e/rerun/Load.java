package io.outpost.e2e.rerun;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two simulators: live places that fall silent after 100 s; and places with all faults that send
 * ten event minutes a second for three minutes, and get new parameters twice a second.
 */
final class Load implements AutoCloseable {
    private static final int LIVE_PLACES = 40;
    private static final String LIVE = "live";

    /** How many live places have had an observation accepted, and are not yet without data. */
    static final String NOT_SILENT_SQL =
            "SELECT count(*) FROM outpost.place_counters c WHERE place_id LIKE '"
                    + LIVE
                    + "%' AND clock_at IS NOT NULL AND NOT EXISTS (SELECT FROM outpost.alerts a WHERE a.place_id = c.place_id AND subject = 'NO_DATA')";

    /** How many are. */
    static final String SILENT_SQL =
            "SELECT count(DISTINCT place_id) FROM outpost.alerts WHERE subject = 'NO_DATA' AND place_id LIKE '"
                    + LIVE
                    + "%'";

    private static final long LIMIT_MINUTES = 8;

    private final List<Process> processes = new ArrayList<>();
    private final List<Path> outputs = new ArrayList<>();

    private Load() {}

    /**
     * Starts both.
     *
     * @param port the first of two
     */
    static Load start(LocalStack stack, int port, long seed) throws IOException {
        Load load = new Load();
        load.begin(
                stack,
                "--places=" + LIVE_PLACES,
                "--prefix=" + LIVE,
                "--seed=" + seed,
                "--faults=default",
                "--interval=PT5S",
                "--for=PT100S",
                "--port=" + port);
        load.begin(
                stack,
                "--places=60",
                "--prefix=load",
                "--seed=" + (seed + 1),
                "--faults=all",
                "--from=2025-03-01T00:00:00Z",
                "--for=P1DT6H",
                "--interval=PT1M",
                "--speed=600",
                "--update-places=PT0.5S",
                "--preferences=100",
                "--port=" + (port + 1));
        return load;
    }

    private void begin(LocalStack stack, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("simulate", "--no-truth"));
        arguments.addAll(List.of(options));
        Path output = Files.createTempFile("outpost-rerun-load", ".out");
        outputs.add(output);
        processes.add(stack.begin(output, arguments));
    }

    /** Waits until both have sent everything. */
    void awaitEnd() throws IOException, InterruptedException {
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0) {
                throw new CommandException("The load failed:\n" + Files.readString(outputs.get(i)));
            }
        }
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroy);
        for (Path output : outputs) {
            Files.deleteIfExists(output);
        }
    }
}
