package io.outpost.bench.measure;

import io.outpost.bench.contender.Assignment;
import io.outpost.bench.contender.ContenderMain;
import io.outpost.bench.stage.ProcessorTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one contender in a fresh process and measures it between its marks. */
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
    private record Moment(long nanos, double own, double broker, double postgres, double compile) {
        Span until(Moment later, long events) {
            return new Span(
                    events,
                    (later.nanos - nanos) / 1e9,
                    later.own - own,
                    later.broker - broker,
                    later.postgres - postgres,
                    later.compile - compile);
        }
    }

    /**
     * Runs it.
     *
     * @throws IOException when the contender fails or takes too long; the message has its last
     *     words
     */
    public Measurement measure(Assignment assignment) throws IOException, InterruptedException {
        Files.createDirectories(Path.of(assignment.folder()));
        Process process = start(assignment);
        Moment started = new Moment(System.nanoTime(), 0, brokerSeconds(), postgresSeconds(), 0);
        Thread killer = killAfterLimit(process);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<Span> spans = spans(assignment, started, process, out);
            await(out, ContenderMain.DONE);
            String[] result = await(out, ContenderMain.RESULT).split(" ", -1);
            return measurement(assignment, process, spans, result);
        } finally {
            killer.interrupt();
            process.destroyForcibly().waitFor();
            Scratch.delete(Path.of(assignment.folder()));
        }
    }

    /** The first mark starts the clock; at 0 the process itself did. */
    private List<Span> spans(
            Assignment assignment, Moment started, Process process, BufferedReader out)
            throws IOException {
        List<Span> spans = new ArrayList<>();
        Moment before = started;
        List<Long> marks = assignment.marks();
        for (int i = 0; i < marks.size(); i++) {
            await(out, ContenderMain.PASSED);
            Moment passed = now(process);
            if (i > 0) {
                spans.add(before.until(passed, marks.get(i) - marks.get(i - 1)));
            }
            before = marks.get(i) == 0 ? started : passed;
        }
        return spans;
    }

    private Measurement measurement(
            Assignment assignment, Process process, List<Span> spans, String[] result)
            throws IOException, InterruptedException {
        return new Measurement(
                entry.name(),
                Measurement.sum(spans),
                spans,
                Long.parseLong(result[1]),
                Long.parseLong(result[2]),
                peakBytes(process.pid()),
                Checkpoints.awaitBytes(assignment.measuredFolder().resolve("checkpoints")),
                Long.parseLong(result[3]));
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
                brokerSeconds(),
                postgresSeconds(),
                ProcessorTime.compilerSeconds(process.pid()));
    }

    private double brokerSeconds() {
        return ProcessorTime.seconds(stage.brokerPid());
    }

    private double postgresSeconds() {
        return stage.postgresPid() == 0 ? 0 : ProcessorTime.seconds(stage.postgresPid());
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
}
