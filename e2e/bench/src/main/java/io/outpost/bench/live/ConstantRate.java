package io.outpost.bench.live;

import io.outpost.bench.fixture.Polling;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A constant rate: warm-up, then the window that is measured. */
record ConstantRate(LiveFixture live, ScheduledProducer producer, Watched watched, Window window) {
    private static final long TAIL_MILLIS = 2_000;
    private static final long GIVE_UP_MILLIS = 30_000;
    private static final int POLL_MILLIS = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** A schedule that holds the window and what is needed before and after. */
    static Schedule schedule(long startMillis, double perSecond, Window window, int places) {
        long millis = window.endMillis() + TAIL_MILLIS - startMillis;
        return Schedule.constant(startMillis, perSecond, (int) ((millis + 999) / 1000), places);
    }

    /**
     * Measures it.
     *
     * @param schedules all that were sent so far
     */
    LiveResults.Constant measure(AlertWatcher alerts, List<Schedule> schedules) throws Exception {
        List<Closing> closings = Closing.within(window, producer.schedule(), watched);
        FutureTask<PaneWatcher.Seen> panes =
                new FutureTask<>(
                        new PaneWatcher(
                                live.addresses().postgresUrl(),
                                closings,
                                window.endMillis() + GIVE_UP_MILLIS));
        Thread thread = new Thread(panes, "panes");
        thread.setDaemon(true);
        thread.start();
        ProcessorShares shares = measureProcessor();
        ProducerMain.Sent sent = producer.awaitSent();
        producer.awaitProcessed(LIMIT);
        PaneWatcher.Seen seen = panes.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        long missing = awaitAlerts(alerts, alerting(schedules));
        List<Progress.Sample> samples =
                live.progress().within(window.beginMillis(), window.endMillis());
        Lag lag = producer.lag();
        return new LiveResults.Constant(
                producer.schedule().fromPerSecond(),
                (window.beginMillis() - producer.schedule().startMillis()) / 1000.0,
                window.seconds(),
                seen,
                burstSeconds(seen, closings),
                alerts.latencyMillis(window, producer.schedule()),
                missing,
                lag.percentiles(samples),
                lag.percentiles(samples.subList(0, samples.size() / 4)),
                lag.percentiles(samples.subList(samples.size() * 3 / 4, samples.size())),
                samples.stream().mapToLong(lag::records).max().orElse(0),
                shares,
                sent);
    }

    private ProcessorShares measureProcessor() throws IOException, InterruptedException {
        live.awaitTime(window.beginMillis());
        long beginNanos = System.nanoTime();
        ProcessorShares begin = ProcessorShares.secondsNow(live, producer.pid());
        live.awaitTime(window.endMillis());
        double seconds = (System.nanoTime() - beginNanos) / 1e9;
        return begin.percentUntil(ProcessorShares.secondsNow(live, producer.pid()), seconds);
    }

    /** Of the last minute, from when its first record was due that closes to its last row. */
    private static double burstSeconds(PaneWatcher.Seen seen, List<Closing> closings) {
        List<List<Closing>> minutes = Closing.byMinute(closings);
        long first = minutes.get(minutes.size() - 1).get(0).dueMillis();
        return Math.max(0, seen.lastVisibleMillis() - first) / 1000.0;
    }

    /** Places whose alert a minute raises that closes within the window. */
    private List<Integer> alerting(List<Schedule> schedules) {
        return watched.all()
                .filter(
                        place ->
                                window.closes(
                                        watched.raisingEndMinute(place, schedules)
                                                * Window.MINUTE_MILLIS))
                .boxed()
                .toList();
    }

    /** Waits for a while; returns how many have not come. */
    private static long awaitAlerts(AlertWatcher alerts, List<Integer> alerting)
            throws InterruptedException {
        Polling.until(
                Duration.ofMillis(GIVE_UP_MILLIS),
                POLL_MILLIS,
                () -> alerts.missing(alerting) == 0);
        return alerts.missing(alerting);
    }
}
