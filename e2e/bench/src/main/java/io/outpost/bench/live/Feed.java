package io.outpost.bench.live;

import io.outpost.bench.live.Progress.Sample;
import io.outpost.bench.stage.RegistryStub;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A schedule that is being sent by a process of its own. */
final class Feed implements AutoCloseable {
    /** Time that the process needs before its first record is due, ms. */
    static final long START_MILLIS = 4_000;

    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final int INTERVAL_SECONDS = 1;
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    private final LiveStage stage;
    private final Lag lag;
    private final ChildProcess process;
    private final AtomicReference<ProducerStatistics> statistics;

    private Feed(
            LiveStage stage,
            Lag lag,
            ChildProcess process,
            AtomicReference<ProducerStatistics> statistics) {
        this.stage = stage;
        this.lag = lag;
        this.process = process;
        this.statistics = statistics;
    }

    /**
     * Starts the process.
     *
     * @param lag of the schedule that it sends
     */
    static Feed start(LiveStage stage, Lag lag, Watched watched) throws IOException {
        ProducerAssignment assignment =
                new ProducerAssignment(
                        stage.bootstrapServers(),
                        Topic.OBSERVATIONS.topicName(),
                        RegistryStub.OBSERVATION,
                        INTERVAL_SECONDS,
                        lag.schedule(),
                        watched);
        AtomicReference<ProducerStatistics> statistics = new AtomicReference<>();
        ChildProcess process =
                ChildProcess.start(
                        ProducerMain.class,
                        JVM,
                        assignment.arguments(),
                        line ->
                                statistics.set(
                                        ProducerStatistics.parse(
                                                line.substring(ProducerMain.STATISTICS.length()))));
        return new Feed(stage, lag, process, statistics);
    }

    Schedule schedule() {
        return lag.schedule();
    }

    Lag lag() {
        return lag;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Waits until all is sent.
     *
     * @throws IOException when something was not
     */
    ProducerStatistics awaitSent() throws IOException, InterruptedException {
        stage.awaitTime(schedule().endMillis());
        process.awaitEnd(END_LIMIT);
        ProducerStatistics all = statistics.get();
        if (all == null || all.failed() > 0) {
            throw new IOException("not all records could be sent: " + all);
        }
        return all;
    }

    /**
     * Waits until the job has processed all of it.
     *
     * @return when it told so, ms since 1970
     */
    long awaitProcessed(Duration limit) throws IOException, InterruptedException {
        stage.await(
                "all records of the schedule processed",
                limit,
                () -> lag.isDone(stage.progress().latest()));
        long from = schedule().startMillis();
        return stage.progress().within(from, Long.MAX_VALUE).stream()
                .filter(lag::isDone)
                .mapToLong(Sample::millis)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.close();
    }
}
