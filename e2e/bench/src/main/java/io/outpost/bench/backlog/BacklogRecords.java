package io.outpost.bench.backlog;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Makes the records of a backlog, in the order of their arrival. */
public final class BacklogRecords {
    /** Receives a record. */
    @FunctionalInterface
    public interface Output {
        void accept(int partition, byte[] key, byte[] value);
    }

    private final Backlog backlog;
    private final PlaceRecords records;
    private final PriorityQueue<Delayed> delayed =
            new PriorityQueue<>(
                    Comparator.comparingLong(Delayed::arrivalMillis)
                            .thenComparingLong(Delayed::number));
    private long delayedSoFar;
    private int duplicates;

    /** A record on its way. */
    private record Delayed(long arrivalMillis, long number, SensorReport report) {}

    public BacklogRecords(Backlog backlog) {
        this.backlog = backlog;
        this.records =
                new PlaceRecords(
                        backlog.places(),
                        backlog.sensorsPerPlace(),
                        backlog.seed(),
                        backlog.sites(),
                        place -> false);
    }

    /** Hands out all records. */
    public void writeTo(Output output) {
        for (int place = 0; place < backlog.descriptions(); place++) {
            output.accept(records.partition(place), records.key(place), records.description(place));
        }
        for (int number = 0; number < backlog.preferences(); number++) {
            int place = number % backlog.places();
            output.accept(
                    records.partition(place),
                    records.key(place),
                    records.preference(number, place));
        }
        for (int minute = 0; minute < backlog.minutes(); minute++) {
            for (int sensor = 0; sensor < backlog.sensorsPerPlace(); sensor++) {
                writeMinute(minute, sensor, output);
            }
        }
        deliverUntil(Long.MAX_VALUE, output);
        for (int place = 0; place < backlog.places(); place++) {
            write(new SensorReport(place, 0, backlog.closingMillis()), output);
        }
    }

    private void writeMinute(int minute, int sensor, Output output) {
        long observedAtMillis = backlog.observedAtMillis(minute, sensor);
        deliverUntil(observedAtMillis, output);
        for (int place = 0; place < backlog.places(); place++) {
            if (backlog.reports(place, minute)) {
                send(new SensorReport(place, sensor, observedAtMillis), output);
            }
        }
    }

    private void send(SensorReport report, Output output) {
        long delayMillis = backlog.disorder().delayMillis(backlog.seed(), report);
        if (delayMillis == 0) {
            write(report, output);
        } else {
            delayed.add(
                    new Delayed(report.observedAtMillis() + delayMillis, delayedSoFar++, report));
        }
    }

    private void deliverUntil(long arrivalMillis, Output output) {
        while (!delayed.isEmpty() && delayed.peek().arrivalMillis() <= arrivalMillis) {
            write(delayed.remove().report(), output);
        }
    }

    private void write(SensorReport report, Output output) {
        int place = report.place();
        byte[] value = records.value(report, backlog.intervalSeconds());
        output.accept(records.partition(place), records.key(place), value);
        duplicates += backlog.duplicatePercent();
        if (duplicates >= 100) {
            duplicates -= 100;
            output.accept(records.partition(place), records.key(place), value);
        }
    }
}
