package io.outpost.bench.live;

import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A process that sends a schedule, and the lag of the job behind it. */
final class ScheduledProducer implements AutoCloseable {
    /** Time that the process needs before its first record is due, ms. */
    static final long START_MILLIS = 5_000;

    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
    private static final Duration END_LIMIT = Duration.ofSeconds(90);

    private final LiveFixture live;
    private final Lag lag;
    private final ChildJvm process;
    private volatile ProducerMain.Sent sent;

    /**
     * Starts the process.
     *
     * @param lag of the schedule that it sends
     */
    ScheduledProducer(LiveFixture live, Lag lag, Watched watched) throws IOException {
        this.live = live;
        this.lag = lag;
        var task =
                new ProducerMain.Task(live.addresses().bootstrapServers(), lag.schedule(), watched);
        this.process = ChildJvm.start(ProducerMain.class, JVM, task, this::accept);
    }

    private void accept(ChildJvm jvm, Object report) {
        sent = (ProducerMain.Sent) report;
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

    /** Waits until all is sent; fails when something was not. */
    ProducerMain.Sent awaitSent() throws IOException, InterruptedException {
        live.awaitTime(schedule().endMillis());
        process.awaitEnd(END_LIMIT);
        return sent;
    }

    /**
     * Waits until the job has processed all of it.
     *
     * @return when it reported so, ms since 1970
     */
    long awaitProcessed(Duration limit) throws IOException, InterruptedException {
        live.await("all processed", limit, () -> lag.isDone(live.progress().latest()));
        return firstMillis(schedule().startMillis(), lag::isDone);
    }

    /** When a sample of the job's progress first met a condition. */
    long firstMillis(long fromMillis, Predicate<Progress.Sample> condition) {
        return live.progress().within(fromMillis, Long.MAX_VALUE).stream()
                .filter(condition)
                .mapToLong(Progress.Sample::millis)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.close();
    }
}
