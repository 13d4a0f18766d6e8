package io.outpost.bench.backlog;

import io.outpost.weather.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Utils;

/** Makes the records of a backlog, in the order of their arrival. */
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
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(
                    Comparator.comparingLong(Delayed::arrivalMillis)
                            .thenComparingLong(Delayed::number));
    private long delayedSoFar;
    private int duplicates;
    private final double[] values = new double[Quantity.COUNT];

    /** A record on its way. */
    private record Delayed(
            long arrivalMillis,
            long number,
            int place,
            int sensor,
            int minute,
            long observedAtMillis) {}

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
        deliverUntil(Long.MAX_VALUE, sink);
        for (int place = 0; place < backlog.places(); place++) {
            write(place, 0, backlog.minutes(), backlog.closingMillis(), sink);
        }
    }

    private void writeMinute(int minute, int sensor, Sink sink) {
        long observedAt = backlog.observedAtMillis(minute, sensor);
        deliverUntil(observedAt, sink);
        for (int place = 0; place < backlog.places(); place++) {
            if (backlog.reports(place, minute)) {
                send(place, sensor, minute, observedAt, sink);
            }
        }
    }

    private void send(int place, int sensor, int minute, long observedAtMillis, Sink sink) {
        long delay = backlog.disorder().delayMillis(backlog.seed(), place, sensor, minute);
        if (delay == 0) {
            write(place, sensor, minute, observedAtMillis, sink);
        } else {
            long arrival = observedAtMillis + delay;
            delayed.add(
                    new Delayed(arrival, delayedSoFar++, place, sensor, minute, observedAtMillis));
        }
    }

    private void deliverUntil(long arrivalMillis, Sink sink) {
        while (!delayed.isEmpty() && delayed.peek().arrivalMillis() <= arrivalMillis) {
            Delayed next = delayed.remove();
            write(next.place(), next.sensor(), next.minute(), next.observedAtMillis(), sink);
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
