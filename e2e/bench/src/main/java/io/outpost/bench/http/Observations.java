package io.outpost.bench.http;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.PlaceRecords;
import io.outpost.bench.backlog.SensorReport;
import io.outpost.cli.send.ObservationText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The same observations as records of the log and as JSON. Not thread-safe. */
final class Observations {
    private static final long SEED = 7;
    private static final int INTERVAL_SECONDS = 60;
    private static final long INTERVAL_MILLIS = 60_000;

    private final PlaceRecords records;

    /**
     * @param places each with one sensor
     */
    Observations(int places) {
        this.records = new PlaceRecords(places, 1, SEED, Backlog.Sites.GAUGED, place -> false);
    }

    byte[] key(int place) {
        return records.key(place);
    }

    String placeId(int place) {
        return PlaceRecords.placeId(place);
    }

    int partition(int place) {
        return records.partition(place);
    }

    /** Of a place's sensor, at a minute since the begin of backlogs. */
    byte[] value(int place, int minute) {
        long atMillis = Backlog.START_MILLIS + minute * INTERVAL_MILLIS;
        return records.value(new SensorReport(place, 0, atMillis), INTERVAL_SECONDS);
    }

    /** One a line, from a minute on. */
    byte[] lines(int place, int fromMinute, int count) {
        List<ObservationText> lines = new ArrayList<>();
        IntStream.range(fromMinute, fromMinute + count)
                .forEach(minute -> lines.add(ObservationText.of(value(place, minute))));
        return ObservationText.lines(lines);
    }
}
