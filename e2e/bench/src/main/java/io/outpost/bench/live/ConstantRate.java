package io.outpost.bench.live;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A constant rate: warm-up, then the window that is measured. */
record ConstantRate(LiveRun live, Schedule schedule, Window window, long inLog) {
    /** Time that the producer's process needs before its first record is due. */
    private static final long START_MILLIS = 5_000;

    private static final long TAIL_MILLIS = 2_000;
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    /**
     * From now on.
     *
     * @param inLog observations that the log has already
     */
    static ConstantRate after(
            int warmUpSeconds, int perSecond, long inLog, LiveRun live, LivePlan plan) {
        long start = System.currentTimeMillis() + START_MILLIS;
        Window window = Window.after(start + warmUpSeconds * 1000L, plan.seconds());
        long millis = window.endMillis() + TAIL_MILLIS - start;
        int seconds = (int) ((millis + 999) / 1000);
        return new ConstantRate(
                live, new Schedule(start, perSecond, seconds, plan.places()), window, inLog);
    }

    /**
     * Measures it.
     *
     * @param schedules all that were sent so far, and this one
     */
    RateResult measure(AlertWatcher alerts, List<Schedule> schedules) throws Exception {
        var task = new ProducerMain.Task(bootstrapServers(), schedule, live.watched());
        var sent = new CompletableFuture<ProducerMain.Sent>();
        try (ChildJvm producer =
                ChildJvm.start(
                        ProducerMain.class,
                        JVM,
                        task,
                        (child, report) -> sent.complete((ProducerMain.Sent) report))) {
            FutureTask<PaneWatcher.Seen> rows = watchRows();
            Map<String, Double> shares = processor(producer.pid());
            live.awaitTime(schedule.endMillis());
            producer.awaitEnd(LIMIT);
            long all = inLog + schedule.records();
            live.awaitJob("all processed", LIMIT, sample -> sample.processed() >= all);
            PaneWatcher.Seen seen = rows.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            List<Integer> alerting = alerting(schedules);
            Await.holds(GIVE_UP, () -> alerts.missing(alerting) == 0);
            return new RateResult(
                    schedule.perSecond(),
                    (window.beginMillis() - schedule.startMillis()) / 1000.0,
                    window.seconds(),
                    seen,
                    alerts.latencyMillis(window, schedule),
                    alerts.missing(alerting),
                    lagMillis(),
                    shares,
                    sent.join());
        }
    }

    private Latency lagMillis() {
        Histogram histogram = Latency.newHistogram();
        for (LiveJob.Sample sample : live.samples(window)) {
            long processed = Math.max(0, sample.processed() - inLog);
            histogram.recordValue(schedule.lagMillis(sample.millis(), processed));
        }
        return Latency.of(histogram);
    }

    private String bootstrapServers() {
        return live.addresses().bootstrapServers();
    }

    private FutureTask<PaneWatcher.Seen> watchRows() {
        long giveUpMillis = window.endMillis() + GIVE_UP.toMillis();
        var watcher = new PaneWatcher(live, schedule, window, giveUpMillis);
        FutureTask<PaneWatcher.Seen> rows = new FutureTask<>(watcher);
        Thread thread = new Thread(rows, "rows");
        thread.setDaemon(true);
        thread.start();
        return rows;
    }

    private Map<String, Double> processor(long producerPid)
            throws IOException, InterruptedException {
        live.awaitTime(window.beginMillis());
        long beginNanos = System.nanoTime();
        Map<String, Double> begin = live.processorSeconds(producerPid);
        live.awaitTime(window.endMillis());
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        Map<String, Double> percent = live.processorSeconds(producerPid);
        percent.replaceAll((process, end) -> 100 * Math.max(0, end - begin.get(process)) / seconds);
        return percent;
    }

    /** Places whose alert a minute raises that closes within the window. */
    private List<Integer> alerting(List<Schedule> schedules) {
        Watched watched = live.watched();
        return watched.all()
                .filter(place -> window.closes(watched.raisingEndMillis(place, schedules)))
                .boxed()
                .toList();
    }
}
