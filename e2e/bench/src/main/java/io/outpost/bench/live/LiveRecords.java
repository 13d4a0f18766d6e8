package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.backlog.SensorReport;
import io.outpost.bench.fixture.RecordSender;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the messages of the live workloads; it is always hot at the watched places. */
final class LiveRecords {
    private static final long SEED = 7;
    private static final int HISTORY_INTERVAL_SECONDS = 60;

    private final PlaceRecords records;
    private final int intervalSeconds;

    /**
     * @param intervalSeconds that each observation declares
     */
    LiveRecords(Watched watched, int sensorsPerPlace, int intervalSeconds) {
        this.records =
                new PlaceRecords(
                        watched.places(), sensorsPerPlace, SEED, Backlog.Sites.BARE, watched::has);
        this.intervalSeconds = intervalSeconds;
    }

    ProducerRecord<byte[], byte[]> message(SensorReport report) {
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(),
                records.partition(report.place()),
                records.key(report.place()),
                records.value(report, intervalSeconds));
    }

    /**
     * Sends the observations of the watched places before the run: once a minute, in the order of
     * time, so that heat is near.
     *
     * @param endMinute the first minute that has none, minutes since 1970
     * @return number of records
     */
    static long sendHistory(Watched watched, long endMinute, String bootstrapServers) {
        LiveRecords records = new LiveRecords(watched, 1, HISTORY_INTERVAL_SECONDS);
        long sent = 0;
        try (RecordSender sender = new RecordSender(bootstrapServers, Map.of())) {
            for (long minute = endMinute - Watched.MINUTES_TO_ALERT; minute < endMinute; minute++) {
                long observedAt = minute * Window.MINUTE_MILLIS + Window.MINUTE_MILLIS / 2;
                for (int place : watched.placesFrom(minute)) {
                    SensorReport report = new SensorReport(place, 0, observedAt);
                    sender.send(records.message(report), metadata -> {});
                    sent++;
                }
            }
        }
        return sent;
    }
}
