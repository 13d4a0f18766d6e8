package io.outpost.bench.live;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The live workloads, one after the other, on one job. */
final class LiveRun {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int AUDIT_TRIES = 20;
    private static final int AUDIT_PAUSE_MILLIS = 1000;

    private final LiveStage stage;
    private final LivePlan plan;
    private final Consumer<String> say;
    private final long beginMinute = System.currentTimeMillis() / Window.MINUTE_MILLIS;
    private final Watched watched;
    private final List<Schedule> sent = new ArrayList<>();
    private final LiveResults results = new LiveResults();
    private long inLog;

    LiveRun(LiveStage stage, LivePlan plan, Consumer<String> say) {
        this.stage = stage;
        this.plan = plan;
        this.say = say;
        this.watched = plan.watched(beginMinute * Window.MINUTE_MILLIS);
    }

    /** Runs them; what fails is told in the results, with all that was measured before. */
    LiveResults run() throws InterruptedException {
        AlertWatcher alerts = AlertWatcher.start(stage.bootstrapServers());
        try {
            begin();
            runAll(alerts);
            results.audit(audit());
            results.alerts(alerts.alerts(), alerts.twice());
        } catch (IOException | SQLException | RuntimeException e) {
            results.failed(e.toString());
            say.accept("failed: " + e);
        } finally {
            alerts.close();
        }
        return results;
    }

    private void begin() throws IOException, InterruptedException {
        inLog = new History(watched, beginMinute).send(stage.bootstrapServers());
        long begin = System.currentTimeMillis();
        stage.startJob();
        stage.await(
                "the job at work",
                START_LIMIT,
                () ->
                        stage.progress().latest().processed() >= inLog
                                && stage.checkpoints().newest().isPresent());
        say.accept(
                "the job is at work after %.1f s, with a history of %,d observations"
                        .formatted((System.currentTimeMillis() - begin) / 1000.0, inLog));
    }

    /** The ramp comes while the second rate would wait for its minute to close. */
    private void runAll(AlertWatcher alerts)
            throws IOException, InterruptedException, SQLException {
        List<Integer> rates =
                plan.workloads().contains(Workload.CONSTANT) ? plan.rates() : List.of();
        if (!rates.isEmpty()) {
            constant(rates.get(0), plan.warmUpSeconds(), alerts);
        }
        if (plan.workloads().contains(Workload.RAMP)) {
            ramp();
        }
        for (int i = 1; i < rates.size(); i++) {
            int settle = Math.min(plan.warmUpSeconds(), LivePlan.SETTLE_SECONDS);
            constant(rates.get(i), settle, alerts);
        }
        if (plan.workloads().contains(Workload.KILL)) {
            kill();
        }
    }

    private void constant(int rate, int warmUpSeconds, AlertWatcher alerts)
            throws IOException, InterruptedException, SQLException {
        long start = nextStart();
        Window window = Window.after(start + warmUpSeconds * 1000L, plan.seconds());
        say.accept(
                "%,d/s: measured for %d s after a warm-up of %.0f s"
                        .formatted(rate, plan.seconds(), (window.beginMillis() - start) / 1000.0));
        Schedule schedule = ConstantRate.schedule(start, rate, window, plan.places());
        try (Feed feed = feed(schedule)) {
            ConstantRate constant = new ConstantRate(stage, feed, watched, window);
            ConstantResult result = constant.measure(alerts, constant.alerting(sent));
            results.add(result);
            say.accept(LiveText.line(result));
        }
    }

    private void ramp() throws IOException, InterruptedException {
        Schedule schedule =
                new Schedule(
                        nextStart(),
                        plan.rampFrom(),
                        plan.rampTo(),
                        plan.rampSeconds(),
                        plan.places());
        try (Feed feed = feed(schedule)) {
            RampResult result = new Ramp(stage, feed).measure();
            results.ramp(result);
            say.accept(LiveText.line(result));
        }
    }

    private void kill() throws IOException, InterruptedException {
        Schedule schedule =
                Kill.schedule(nextStart(), plan.killRate(), plan.killSeconds(), plan.places());
        try (Feed feed = feed(schedule)) {
            KillResult result = new Kill(stage, feed).measure();
            results.kill(result);
            say.accept(LiveText.line(result));
        }
    }

    private Feed feed(Schedule schedule) throws IOException {
        Feed feed = Feed.start(stage, new Lag(schedule, inLog), watched);
        inLog += schedule.records();
        sent.add(schedule);
        return feed;
    }

    private static long nextStart() {
        return System.currentTimeMillis() + Feed.START_MILLIS;
    }

    /** Rows wait for their batch, so they are asked for again for a while. */
    private RowAudit.Finding audit() throws SQLException, InterruptedException {
        RowAudit audit = new RowAudit(sent, beginMinute);
        RowAudit.Finding finding = audit.find(stage.postgresUrl());
        for (int i = 0; i < AUDIT_TRIES && !finding.isComplete(); i++) {
            Thread.sleep(AUDIT_PAUSE_MILLIS);
            finding = audit.find(stage.postgresUrl());
        }
        return finding;
    }
}
