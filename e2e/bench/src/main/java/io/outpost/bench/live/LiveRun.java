package io.outpost.bench.live;

import io.outpost.bench.fixture.Polling;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The live workloads, one after the other, on one job. */
final class LiveRun {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration AUDIT_LIMIT = Duration.ofSeconds(20);
    private static final int AUDIT_PAUSE_MILLIS = 1000;

    /** At most so long is each further rate sent before it is measured: the JVM is warm by then. */
    private static final int SETTLE_SECONDS = 20;

    private final LiveFixture live;
    private final LivePlan plan;
    private final long beginMinute = System.currentTimeMillis() / Window.MINUTE_MILLIS;
    private final Watched watched;
    private final List<Schedule> schedules = new ArrayList<>();
    private final LiveResults results = new LiveResults();
    private long inLog;

    LiveRun(LiveFixture live, LivePlan plan) {
        this.live = live;
        this.plan = plan;
        this.watched = plan.watchedFrom(beginMinute);
    }

    /** Runs them; a failure is reported in the results, with all that was measured before. */
    LiveResults run() throws InterruptedException {
        try (AlertWatcher alerts = AlertWatcher.start(live.addresses().bootstrapServers())) {
            begin();
            runAll(alerts);
            audit();
            results.alerts = alerts.alerts();
            results.alertsTwice = alerts.twice();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            results.failure = e.toString();
            report("failed: " + e);
        }
        return results;
    }

    private void begin() throws IOException, InterruptedException {
        inLog = LiveRecords.sendHistory(watched, beginMinute, live.addresses().bootstrapServers());
        long begin = System.nanoTime();
        live.startJob(null);
        live.await(
                "the job running",
                START_LIMIT,
                () ->
                        live.progress().latest().processed() >= inLog
                                && live.checkpoints().newest().isPresent());
        report(
                "the job runs after %.1f s, with a history of %,d observations"
                        .formatted((System.nanoTime() - begin) / 1e9, inLog));
    }

    /** The ramp comes while the second rate would wait for its minute to close. */
    private void runAll(AlertWatcher alerts) throws Exception {
        List<Integer> rates =
                plan.workloads().contains(LivePlan.Workload.CONSTANT) ? plan.rates() : List.of();
        if (!rates.isEmpty()) {
            constant(rates.get(0), plan.warmUpSeconds(), alerts);
        }
        if (plan.workloads().contains(LivePlan.Workload.RAMP)) {
            ramp();
        }
        for (int rate : rates.subList(Math.min(1, rates.size()), rates.size())) {
            constant(rate, Math.min(plan.warmUpSeconds(), SETTLE_SECONDS), alerts);
        }
        if (plan.workloads().contains(LivePlan.Workload.KILL)) {
            kill();
        }
    }

    private void constant(int rate, int warmUpSeconds, AlertWatcher alerts) throws Exception {
        long start = nextStart();
        Window window = Window.after(start + warmUpSeconds * 1000L, plan.seconds());
        report(
                "%,d/s: measured for %d s after a warm-up of %.0f s"
                        .formatted(rate, plan.seconds(), (window.beginMillis() - start) / 1000.0));
        Schedule schedule = ConstantRate.schedule(start, rate, window, plan.places());
        try (ScheduledProducer producer = producer(schedule)) {
            ConstantRate constant = new ConstantRate(live, producer, watched, window);
            LiveResults.Constant result = constant.measure(alerts, schedules);
            results.constant.add(result);
            report(LiveReport.line(result));
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
        try (ScheduledProducer producer = producer(schedule)) {
            results.ramp = new Ramp(live, producer).measure();
            report(LiveReport.line(results.ramp));
        }
    }

    private void kill() throws IOException, InterruptedException {
        Schedule schedule =
                Kill.schedule(nextStart(), plan.killRate(), plan.killSeconds(), plan.places());
        try (ScheduledProducer producer = producer(schedule)) {
            results.kill = new Kill(live, producer).measure();
            report(LiveReport.line(results.kill));
        }
    }

    private ScheduledProducer producer(Schedule schedule) throws IOException {
        ScheduledProducer producer = new ScheduledProducer(live, new Lag(schedule, inLog), watched);
        inLog += schedule.records();
        schedules.add(schedule);
        return producer;
    }

    private static long nextStart() {
        return System.currentTimeMillis() + ScheduledProducer.START_MILLIS;
    }

    /** Rows wait for their batch, so they are looked up again for a while. */
    private void audit() throws SQLException, InterruptedException {
        RowAudit audit = new RowAudit(schedules, beginMinute);
        Polling.until(
                AUDIT_LIMIT,
                AUDIT_PAUSE_MILLIS,
                () -> {
                    results.audit = audit.find(live.addresses().postgresUrl());
                    return results.audit.isComplete();
                });
    }

    private static void report(String line) {
        System.err.println(line.replace("*", ""));
    }
}
