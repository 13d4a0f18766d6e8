package io.outpost.bench.measure;

import io.outpost.bench.contender.Assignment;
import io.outpost.bench.contender.ContenderMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one contender in a fresh process and measures it from warm to done. */
public final class ContenderRun {
    private static final int TAIL_LINES = 30;

    private final Stage stage;
    private final Entry entry;
    private final Duration limit;
    private final List<String> tail = new ArrayList<>();

    /**
     * @param limit after which the process is ended, and the run has failed
     */
    public ContenderRun(Stage stage, Entry entry, Duration limit) {
        this.stage = stage;
        this.entry = entry;
        this.limit = limit;
    }

    /** The clocks at one moment. */
    private record Moment(long nanos, double own, double broker, double postgres) {}

    /**
     * Runs it.
     *
     * @throws IOException when the contender fails or takes too long; the message has its last
     *     words
     */
    public Measurement measure(Assignment assignment) throws IOException, InterruptedException {
        Files.createDirectories(Path.of(assignment.folder()));
        Process process = start(assignment);
        Thread killer = killAfterLimit(process);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            await(out, ContenderMain.WARM);
            Moment warm = now(process);
            await(out, ContenderMain.DONE);
            Moment done = now(process);
            String[] result = await(out, "rows ").split(" ", -1);
            return measurement(assignment, process, warm, done, result);
        } finally {
            killer.interrupt();
            process.destroyForcibly().waitFor();
            Scratch.delete(Path.of(assignment.folder()));
        }
    }

    private Measurement measurement(
            Assignment assignment, Process process, Moment warm, Moment done, String[] result)
            throws IOException {
        return new Measurement(
                entry.name(),
                assignment.records() - assignment.warmRecords(),
                (done.nanos() - warm.nanos()) / 1e9,
                done.own() - warm.own(),
                done.broker() - warm.broker(),
                done.postgres() - warm.postgres(),
                Long.parseLong(result[1]),
                Long.parseLong(result[3]),
                peakBytes(process.pid()),
                checkpointBytes(Path.of(assignment.folder())));
    }

    private Process start(Assignment assignment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms" + entry.heapMebibytes() + "m");
        command.add("-Xmx" + entry.heapMebibytes() + "m");
        command.addAll(entry.options());
        command.add("-Duser.timezone=UTC");
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ContenderMain.class.getName());
        command.addAll(assignment.arguments());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private Moment now(Process process) {
        return new Moment(
                System.nanoTime(),
                ProcessorTime.seconds(process.pid()),
                ProcessorTime.seconds(stage.brokerPid()),
                stage.postgresPid() == 0 ? 0 : ProcessorTime.seconds(stage.postgresPid()));
    }

    /** The rest of the line that begins so. */
    private String await(BufferedReader out, String begin) throws IOException {
        String wanted = ContenderMain.MARK + begin;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(wanted)) {
                return line.substring(ContenderMain.MARK.length());
            }
            tail.add(line);
            if (tail.size() > TAIL_LINES) {
                tail.remove(0);
            }
        }
        throw new IOException(
                entry.name()
                        + " ended, or was ended after "
                        + limit.toSeconds()
                        + " s (--limit-seconds):\n"
                        + String.join("\n", tail));
    }

    private Thread killAfterLimit(Process process) {
        Thread killer =
                new Thread(
                        () -> {
                            try {
                                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                                    process.destroyForcibly();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "limit");
        killer.setDaemon(true);
        killer.start();
        return killer;
    }

    private static long peakBytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The largest, as one that is being written or deleted is smaller. */
    private static long checkpointBytes(Path folder) throws IOException {
        if (Files.notExists(folder.resolve("checkpoints"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("chk-"))
                    .mapToLong(ContenderRun::size)
                    .max()
                    .orElse(0);
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
