package io.outpost.bench.live;

import io.outpost.bench.live.Progress.Sample;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** A constant rate: warm-up, then the window that is measured. */
final class ConstantRate {
    private static final long TAIL_MILLIS = 2_000;
    private static final long GIVE_UP_MILLIS = 30_000;
    private static final int POLL_MILLIS = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LiveStage stage;
    private final Feed feed;
    private final Watched watched;
    private final Window window;

    ConstantRate(LiveStage stage, Feed feed, Watched watched, Window window) {
        this.stage = stage;
        this.feed = feed;
        this.watched = watched;
        this.window = window;
    }

    /** What the reader of alerts saw. */
    private record Alerts(Latency latencyMillis, long missing) {}

    /** A schedule that holds the window and what is needed before and after. */
    static Schedule schedule(long startMillis, double perSecond, Window window, int places) {
        long millis = window.endMillis() + TAIL_MILLIS - startMillis;
        return Schedule.constant(startMillis, perSecond, (int) ((millis + 999) / 1000), places);
    }

    ConstantResult measure(AlertWatcher alerts, int[] alerting)
            throws IOException, InterruptedException, SQLException {
        PaneWatcher panes =
                new PaneWatcher(
                        stage.postgresUrl(), closings(), window.endMillis() + GIVE_UP_MILLIS);
        Thread thread = new Thread(panes, "panes");
        thread.setDaemon(true);
        thread.start();
        stage.awaitTime(window.beginMillis());
        var begin = ProcessorShares.Moment.now(stage, feed.pid());
        stage.awaitTime(window.endMillis());
        ProcessorShares shares =
                ProcessorShares.between(begin, ProcessorShares.Moment.now(stage, feed.pid()));
        ProducerStatistics sent = feed.awaitSent();
        feed.awaitProcessed(LIMIT);
        thread.join(LIMIT.toMillis());
        panes.requireNoFailure();
        long missing = awaitAlerts(alerts, alerting);
        Alerts seen = new Alerts(alerts.latencyMillis(window, feed.schedule()), missing);
        return result(panes, seen, shares, sent);
    }

    private ConstantResult result(
            PaneWatcher panes, Alerts alerts, ProcessorShares shares, ProducerStatistics sent) {
        List<Sample> samples = stage.progress().within(window.beginMillis(), window.endMillis());
        Lag lag = feed.lag();
        return new ConstantResult(
                feed.schedule().fromPerSecond(),
                (window.beginMillis() - feed.schedule().startMillis()) / 1000.0,
                window.seconds(),
                panes.latencyMillis(),
                panes.missing(),
                burstSeconds(panes, closings()),
                panes.pollMillis(),
                alerts.latencyMillis(),
                alerts.missing(),
                lag.percentiles(samples),
                lag.percentiles(samples.subList(0, samples.size() / 4)),
                lag.percentiles(samples.subList(samples.size() * 3 / 4, samples.size())),
                samples.stream().mapToLong(lag::records).max().orElse(0),
                shares,
                sent);
    }

    private List<Closing> closings() {
        return Closing.within(window, feed.schedule(), watched);
    }

    /** Of the last minute, from when its first record was due that closes to its last row. */
    private static double burstSeconds(PaneWatcher panes, List<Closing> closings) {
        List<List<Closing>> minutes = Closing.byMinute(closings);
        long first = minutes.get(minutes.size() - 1).get(0).dueMillis();
        return Math.max(0, panes.lastVisibleMillis() - first) / 1000.0;
    }

    /** Places whose alert a minute raises that closes within the window. */
    int[] alerting(List<Schedule> schedules) {
        return watched.all()
                .filter(
                        place ->
                                window.closes(
                                        watched.raisingEndMinute(place, schedules)
                                                * Window.MINUTE_MILLIS))
                .toArray();
    }

    /** Waits for a while; returns how many have not come. */
    private static long awaitAlerts(AlertWatcher alerts, int[] alerting)
            throws InterruptedException {
        long end = System.currentTimeMillis() + GIVE_UP_MILLIS;
        while (alerts.missing(alerting) > 0 && System.currentTimeMillis() < end) {
            Thread.sleep(POLL_MILLIS);
        }
        return alerts.missing(alerting);
    }
}
