package io.outpost.bench.backlog;

import io.outpost.weather.Quantity;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Makes the records of a backlog, in their order. */
public final class BacklogRecords {
    /** Receives a record. */
    @FunctionalInterface
    public interface Sink {
        void accept(int partition, byte[] key, byte[] value);
    }

    private final Backlog backlog;
    private final ObservationWriter writer;
    private final Weather weather;
    private final byte[][] keys;
    private final int[] partitions;
    private final byte[][] heads;
    private int duplicates;
    private final double[] values = new double[Quantity.COUNT];

    public BacklogRecords(Backlog backlog, int schemaId) {
        this.backlog = backlog;
        this.writer = new ObservationWriter(schemaId);
        this.weather = new Weather(backlog.seed());
        this.keys = new byte[backlog.places()][];
        this.partitions = new int[backlog.places()];
        this.heads = new byte[backlog.places() * backlog.sensorsPerPlace()][];
        for (int place = 0; place < backlog.places(); place++) {
            name(place);
        }
    }

    /** Hands out all records. */
    public void writeTo(Sink sink) {
        for (int minute = 0; minute < backlog.minutes(); minute++) {
            for (int sensor = 0; sensor < backlog.sensorsPerPlace(); sensor++) {
                writeMinute(minute, sensor, sink);
            }
        }
        for (int place = 0; place < backlog.places(); place++) {
            write(place, 0, backlog.minutes(), backlog.closingMillis(), sink);
        }
    }

    private void writeMinute(int minute, int sensor, Sink sink) {
        long observedAt = backlog.observedAtMillis(minute, sensor);
        for (int place = 0; place < backlog.places(); place++) {
            if (backlog.reports(place, minute)) {
                write(place, sensor, minute, observedAt, sink);
            }
        }
    }

    private void write(int place, int sensor, int minute, long observedAtMillis, Sink sink) {
        weather.fill(values, place, sensor, minute);
        byte[] head = heads[place * backlog.sensorsPerPlace() + sensor];
        byte[] value =
                writer.observation(head, observedAtMillis, backlog.intervalSeconds(), values);
        sink.accept(partitions[place], keys[place], value);
        duplicates += backlog.duplicatePercent();
        if (duplicates >= 100) {
            duplicates -= 100;
            sink.accept(partitions[place], keys[place], value);
        }
    }

    private void name(int place) {
        String placeId = "place-%07d".formatted(place);
        keys[place] = placeId.getBytes(StandardCharsets.UTF_8);
        partitions[place] = Utils.toPositive(Utils.murmur2(keys[place])) % Backlog.PARTITIONS;
        for (int sensor = 0; sensor < backlog.sensorsPerPlace(); sensor++) {
            heads[place * backlog.sensorsPerPlace() + sensor] =
                    writer.head(placeId, placeId + "-s" + sensor);
        }
    }
}
