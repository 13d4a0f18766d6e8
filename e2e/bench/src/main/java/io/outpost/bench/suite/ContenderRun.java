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

    /** The clocks so far, at each mark. */
    private final List<Span> marks = new ArrayList<>();

    private volatile ContenderMain.Result result;

    ContenderRun(long brokerPid, long postgresPid, ContenderTask task) {
        this.brokerPid = brokerPid;
        this.postgresPid = postgresPid;
        this.task = task;
    }

    /**
     * Runs it.
     *
     * @param limit after which the run has failed
     * @throws IOException when it does; the message has the last lines of the process
     */
    Measurement measure(Contender contender, Duration limit)
            throws IOException, InterruptedException {
        Files.createDirectories(Path.of(task.folder()));
        if (task.marks().get(0) == 0) {
            // There is no process yet.
            marks.add(now(0, 0));
        }
        try (ChildJvm process =
                ChildJvm.start(ContenderMain.class, contender.jvmOptions(), task, this::accept)) {
            process.await(contender.name() + " (--limit-seconds)", limit, () -> result != null);
            Path checkpoints = task.measuredFolder().resolve("checkpoints");
            return new Measurement(
                    contender.name(),
                    Span.between(marks.get(0), marks.get(marks.size() - 1)),
                    Span.between(marks),
                    result.rows(),
                    result.digest(),
                    CheckpointFolder.awaitLargestBytes(checkpoints));
        } finally {
            Fixtures.delete(Path.of(task.folder()));
        }
    }

    /** At 0 the clock was started before the process. */
    private void accept(ChildJvm process, Object report) {
        if (report instanceof ContenderMain.Result some) {
            result = some;
        } else if (report instanceof ContenderMain.MarkPassed passed && passed.records() > 0) {
            marks.add(now(process.pid(), passed.records()));
        }
    }

    private Span now(long pid, long records) {
        return new Span(
                records,
                System.nanoTime() / 1e9,
                ProcessStatistics.seconds(pid),
                ProcessStatistics.seconds(brokerPid),
                ProcessStatistics.seconds(postgresPid),
                ProcessStatistics.secondsByPart(pid));
    }
}
