package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.JobSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until a stack has nothing open: all is read, counted and written. A place that reports live
 * keeps its hour and its day open; of it only the last minute must have closed.
 */
public final class Settling implements AutoCloseable {
    /** After a live place's newest record, until event time by the clock has closed its minute. */
    static final Duration MINUTE_CLOSES_WITHIN = Duration.ofSeconds(150);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String COUNTED =
            "SELECT coalesce(sum(records), 0) FROM outpost.place_tallies";
    private static final String LIVE = "as_of - clock_at <= interval '1 hour'";
    private static final String OPEN =
            "SELECT coalesce(sum(open_panes), 0) FROM outpost.place_tallies WHERE NOT (%s)"
                    .formatted(LIVE);
    private static final String HEARD =
            "SELECT count(*) FROM outpost.place_tallies WHERE %s AND open_panes > 0 AND now() - as_of < interval '%d s'"
                    .formatted(LIVE, MINUTE_CLOSES_WITHIN.toSeconds());

    /**
     * Live places whose newest panes have ended and are not there: a job that was restored a moment
     * ago has yet to go on by the clock. Panes close in the order of their ends, so with these all
     * earlier ones are there too, or are lost.
     */
    static final String OVERDUE =
            "SELECT count(*) FROM outpost.place_tallies t WHERE %s AND open_panes > 0 AND (%s)"
                    .formatted(
                            LIVE,
                            String.join(
                                    " OR ",
                                    isOverdue("minute_aggregates", "1 min"),
                                    isOverdue("quarter_hour_rollings", "15 min"),
                                    isOverdue("hour_aggregates", "1 hour"),
                                    isOverdue("day_aggregates", "1 day")));

    private final Admin admin;
    private final Results results;
    private long lookedAtMillis = System.currentTimeMillis();

    public Settling(String bootstrapServers, Results results) {
        this.admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.results = results;
    }

    /**
     * Waits.
     *
     * @param valid number of valid observations in the log
     * @param limit longest time
     * @param progress is told what is open
     * @return what is still open after the limit; empty when nothing is
     */
    public String await(long valid, JobSettings jobs, Duration limit, Consumer<String> progress)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            String open = open(valid, jobs);
            if (open.isEmpty() || System.nanoTime() > deadline) {
                return open;
            }
            progress.accept("waiting: " + open);
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** When the stack was found settled, or was last looked at. */
    public long lookedAtMillis() {
        return lookedAtMillis;
    }

    /** Records that a group has not read as of its newest commit; empty when it has none. */
    public OptionalLong lag(String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetSpec> wanted =
                    committed.keySet().stream()
                            .filter(p -> p.topic().equals("outpost.observations.v1"))
                            .collect(
                                    java.util.stream.Collectors.toMap(
                                            p -> p, p -> OffsetSpec.latest()));
            var ends = admin.listOffsets(wanted).all().get();
            return wanted.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(
                            wanted.keySet().stream()
                                    .mapToLong(
                                            p -> ends.get(p).offset() - committed.get(p).offset())
                                    .sum());
        } catch (ExecutionException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private String open(long valid, JobSettings jobs) throws SQLException, InterruptedException {
        lookedAtMillis = System.currentTimeMillis();
        results.renew();
        long counted = results.number(COUNTED);
        long panes = results.number(OPEN);
        long heard = results.number(HEARD);
        long overdue = results.number(OVERDUE);
        long lag = lag(jobs.group()).orElse(0);
        // An archive that runs and has read nothing yet is behind by all there is.
        long archiveLag = lag(jobs.archiveGroup()).orElse(jobs.archiveRuns() ? valid : 0);
        boolean settled =
                counted >= valid
                        && panes == 0
                        && heard == 0
                        && overdue == 0
                        && lag <= 0
                        && archiveLag <= 0;
        return settled
                ? ""
                : "%,d of %,d counted, %,d panes open, %,d live places heard just now, %,d with panes to close, lag %,d, archive's lag %,d"
                        .formatted(counted, valid, panes, heard, overdue, lag, archiveLag);
    }

    private static String isOverdue(String table, String width) {
        String start = "date_bin('%s', t.clock_at, timestamptz 'epoch')".formatted(width);
        return "%s + interval '%s' <= now() - interval '%d s' AND NOT EXISTS (SELECT FROM outpost.%s r WHERE r.place_id = t.place_id AND r.start_at = %s)"
                .formatted(start, width, MINUTE_CLOSES_WITHIN.toSeconds(), table, start);
    }
}
