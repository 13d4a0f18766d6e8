package io.outpost.bench.live;

import io.outpost.bench.backlog.SensorReport;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.RecordSender;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The process that sends: each record when it is due, whatever becomes of those before. What the
 * broker does not take at once waits in a buffer that holds half a minute at the greatest rate. At
 * its end it reports how many were sent and how late, by the schedule.
 */
public final class ProducerMain {
    private static final long PAUSE_NANOS = 500_000;
    private static final Map<String, Object> SETTINGS =
            Map.of(
                    "acks",
                    "all",
                    "linger.ms",
                    5,
                    "batch.size",
                    64 << 10,
                    "buffer.memory",
                    256L << 20);

    private final Schedule schedule;
    private final LiveRecords records;
    private final RecordSender sender;
    private final Histogram sentLateMillis = Latency.newHistogram();
    private final Histogram acknowledgedLateMillis = Latency.newHistogram();

    private ProducerMain(Task task, RecordSender sender) {
        this.schedule = task.schedule();
        this.records = new LiveRecords(task.watched(), schedule.sensorsPerPlace(), 1);
        this.sender = sender;
    }

    /** The task of the process. */
    record Task(String bootstrapServers, Schedule schedule, Watched watched) {}

    /**
     * The report at the end.
     *
     * @param sentLateMillis from when a record was due to when it was handed to the client
     * @param acknowledgedLateMillis and to when the broker had acknowledged it
     */
    record Sent(long records, Latency sentLateMillis, Latency acknowledgedLateMillis) {}

    public static void main(String[] arguments) throws IOException {
        Task task = ChildJvm.task(arguments, Task.class);
        ProducerMain main;
        try (RecordSender sender = new RecordSender(task.bootstrapServers(), SETTINGS)) {
            main = new ProducerMain(task, sender);
            main.sendAll();
        }
        ChildJvm.report(main.sent());
    }

    private void sendAll() {
        long next = 0;
        while (next < schedule.records()) {
            long due = schedule.countBefore(System.currentTimeMillis() + 1);
            for (; next < due; next++) {
                send(next);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void send(long record) {
        long dueMillis = schedule.dueMillis(record);
        SensorReport report =
                new SensorReport(schedule.place(record), schedule.sensor(record), dueMillis);
        sender.send(
                records.message(report),
                metadata -> acknowledgedLateMillis.recordValue(millisSince(dueMillis)));
        sentLateMillis.recordValue(millisSince(dueMillis));
    }

    private static long millisSince(long millis) {
        return Math.max(0, System.currentTimeMillis() - millis);
    }

    private Sent sent() {
        return new Sent(
                schedule.records(), Latency.of(sentLateMillis), Latency.of(acknowledgedLateMillis));
    }
}
