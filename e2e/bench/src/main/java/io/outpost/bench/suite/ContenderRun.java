package io.outpost.bench.suite;

import io.outpost.bench.contender.ContenderMain;
import io.outpost.bench.contender.ContenderTask;
import io.outpost.bench.fixture.CheckpointFolder;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.ProcessStatistics;
import io.outpost.bench.suite.Measurement.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs one contender in a fresh process and measures it between its marks. */
final class ContenderRun {
    private final long brokerPid;
    private final long postgresPid;
    private final ContenderTask task;
    private final List<Span> spans = new ArrayList<>();
    private Moment first;
    private Moment last;
    private volatile ContenderMain.Result result;

    ContenderRun(long brokerPid, long postgresPid, ContenderTask task) {
        this.brokerPid = brokerPid;
        this.postgresPid = postgresPid;
        this.task = task;
        this.first = new Moment(0, System.nanoTime(), 0, brokerSeconds(), postgresSeconds(), 0);
        this.last = first;
    }

    /** The clocks at one mark. */
    private record Moment(
            long records, long nanos, double own, double broker, double postgres, double compile) {
        Span until(Moment later) {
            return new Span(
                    later.records - records,
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
     * @param limit after which the run has failed
     * @throws IOException when it does; the message has the last lines of the process
     */
    Measurement measure(ContenderConfig contender, Duration limit)
            throws IOException, InterruptedException {
        Files.createDirectories(Path.of(task.folder()));
        List<String> jvm = new ArrayList<>(contender.jvmOptions());
        jvm.add("-Xms" + contender.heapMebibytes() + "m");
        jvm.add("-Xmx" + contender.heapMebibytes() + "m");
        try (ChildJvm process = ChildJvm.start(ContenderMain.class, jvm, task, this::accept)) {
            process.await(contender.name() + " (--limit-seconds)", limit, () -> result != null);
            Path checkpoints = task.measuredFolder().resolve("checkpoints");
            return new Measurement(
                    contender.name(),
                    first.until(last),
                    spans,
                    result.rows(),
                    result.digest(),
                    ProcessStatistics.peakBytes(process.pid()),
                    new CheckpointFolder(checkpoints).awaitLargestBytes(),
                    result.heapBytes());
        } finally {
            Fixtures.delete(Path.of(task.folder()));
        }
    }

    /** The first mark starts the clock; at 0 the process itself did. */
    private void accept(ChildJvm process, Object report) {
        if (report instanceof ContenderMain.Result some) {
            result = some;
        } else if (report instanceof ContenderMain.MarkPassed passed && passed.records() > 0) {
            Moment now = now(process.pid(), passed.records());
            if (passed.records() > task.marks().get(0)) {
                spans.add(last.until(now));
            } else {
                first = now;
            }
            last = now;
        }
    }

    private Moment now(long pid, long records) {
        return new Moment(
                records,
                System.nanoTime(),
                ProcessStatistics.seconds(pid),
                brokerSeconds(),
                postgresSeconds(),
                ProcessStatistics.compilerSeconds(pid));
    }

    private double brokerSeconds() {
        return ProcessStatistics.seconds(brokerPid);
    }

    private double postgresSeconds() {
        return ProcessStatistics.seconds(postgresPid);
    }
}
