package io.outpost.bench.live;

import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.ProcessStatistics;
import io.outpost.cli.stack.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** One job, and the rates one after the other; all but the registry are processes. */
final class LiveRun implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration AUDIT_LIMIT = Duration.ofSeconds(20);

    /** At most so long is each further rate sent before it is measured: the JVM is warm by then. */
    private static final int SETTLE_SECONDS = 20;

    private static final String OBSERVATIONS =
            "SELECT coalesce(sum(observations), 0) FROM outpost.minute_aggregates"
                    + " WHERE start_at >= ? AND start_at < ?";

    private final Fixtures fixtures;
    private final LivePlan plan;
    private final BrokerFixture broker;
    private final ChildJvm job;
    private final long beginMinute = System.currentTimeMillis() / Window.MINUTE_MILLIS;
    private final Watched watched;
    private final List<LiveJob.Sample> samples = new CopyOnWriteArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();
    private final List<RateResult> results = new ArrayList<>();
    private long inLog;

    private LiveRun(Fixtures fixtures, LivePlan plan, BrokerFixture broker) throws IOException {
        this.fixtures = fixtures;
        this.plan = plan;
        this.broker = broker;
        this.watched = plan.watchedFrom(beginMinute);
        this.inLog = LiveRecords.sendHistory(watched, beginMinute, broker.bootstrapServers());
        String checkpoints = fixtures.folder().resolve("checkpoints").toString();
        this.job =
                ChildJvm.start(
                        LiveJob.class,
                        Fixtures.taskManagerOptions(LivePlan.HEAP_MEBIBYTES),
                        new LiveJob.Task(addresses(), checkpoints, LivePlan.PARALLELISM),
                        (child, sample) -> samples.add((LiveJob.Sample) sample));
    }

    /** Starts a broker and the job, with a history of the watched places. */
    static LiveRun start(Fixtures fixtures, LivePlan plan, int port) throws Exception {
        BrokerFixture broker = fixtures.startBroker("live", port);
        try {
            broker.createTopics();
            return new LiveRun(fixtures, plan, broker);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    LiveReport measure() throws Exception {
        try (AlertWatcher alerts = AlertWatcher.start(broker.bootstrapServers())) {
            awaitJob("the history processed", START_LIMIT, s -> s.processed() >= inLog);
            int warmUpSeconds = plan.warmUpSeconds();
            for (int rate : plan.rates()) {
                measure(rate, warmUpSeconds, alerts);
                warmUpSeconds = Math.min(plan.warmUpSeconds(), SETTLE_SECONDS);
            }
            long begin = beginMinute * Window.MINUTE_MILLIS;
            long end = closedMillis();
            long due =
                    schedules.stream()
                            .mapToLong(s -> s.countBefore(end) - s.countBefore(begin))
                            .sum();
            Await.holds(AUDIT_LIMIT, () -> found(begin, end) == due);
            return new LiveReport(results, due, found(begin, end), alerts.alerts(), alerts.twice());
        }
    }

    private void measure(int rate, int warmUpSeconds, AlertWatcher alerts) throws Exception {
        ConstantRate constant = ConstantRate.after(warmUpSeconds, rate, inLog, this, plan);
        inLog += constant.schedule().records();
        schedules.add(constant.schedule());
        RateResult result = constant.measure(alerts, schedules);
        results.add(result);
        System.err.println(result.line());
    }

    Addresses addresses() {
        return fixtures.addresses(broker);
    }

    Watched watched() {
        return watched;
    }

    /** Processor time so far, user and system, by process and of all else on the machine, s. */
    Map<String, Double> processorSeconds(long producerPid) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(RateResult.JOB, ProcessStatistics.seconds(job.pid()));
        seconds.put("broker", ProcessStatistics.seconds(broker.pid()));
        seconds.put("Postgres", ProcessStatistics.seconds(fixtures.postgres().pid()));
        seconds.put("producer", ProcessStatistics.seconds(producerPid));
        Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        seconds.put("the driver, which watches", own.toMillis() / 1000.0);
        double known = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        seconds.put(RateResult.ELSEWHERE, ProcessStatistics.ofMachineSeconds() - known);
        return seconds;
    }

    /** Where the job was at each report within these instants. */
    List<LiveJob.Sample> samples(Window window) {
        return samples.stream()
                .filter(s -> s.millis() >= window.beginMillis() && s.millis() < window.endMillis())
                .toList();
    }

    /** Waits until the job has come so far; fails when it ends before. */
    void awaitJob(String what, Duration limit, Predicate<LiveJob.Sample> wanted)
            throws IOException, InterruptedException {
        job.await(
                what,
                limit,
                () -> !samples.isEmpty() && wanted.test(samples.get(samples.size() - 1)));
    }

    /** Waits for an instant, ms since 1970; fails when the job ends before. */
    void awaitTime(long millis) throws IOException, InterruptedException {
        Duration ahead = Duration.ofMillis(Math.max(0, millis - System.currentTimeMillis()));
        job.await("the time", ahead.plusSeconds(10), () -> System.currentTimeMillis() >= millis);
    }

    /** End of the last minute that every place's last record has closed. */
    private long closedMillis() {
        long last = schedules.get(schedules.size() - 1).leastLastMillis();
        return (last - Window.GRACE_MILLIS) / Window.MINUTE_MILLIS * Window.MINUTE_MILLIS;
    }

    /** Observations in the minute rows of all places; rows wait for their batch. */
    private long found(long fromMillis, long toMillis) throws Exception {
        try (Connection connection = addresses().connect();
                PreparedStatement sum = connection.prepareStatement(OBSERVATIONS)) {
            sum.setTimestamp(1, new Timestamp(fromMillis));
            sum.setTimestamp(2, new Timestamp(toMillis));
            try (ResultSet row = sum.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        job.close();
        broker.close();
    }
}
