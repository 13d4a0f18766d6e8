package io.outpost.cli.relog;

import io.outpost.cli.relog.KnownPlaces.Begin;
import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.replay.Recordings;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.send.PlaceRecords;
import io.outpost.schemas.wire.OldRecording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Rows of a past, as records that were received when they were observed: as their sensors would
 * have sent them then. So they come before what the log has of their place, none is ahead of its
 * time, and a place lives through its past as it lives now. Before the first row of a place come
 * its parameters: the first that the log has, else the mapping's.
 */
final class OlderRows {
    private static final List<Header> OLD =
            List.of(new RecordHeader(OldRecording.HEADER, (byte[]) null));

    private final List<Merged> records = new ArrayList<>();
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final Map<String, Long> rowsByPlace = new TreeMap<>();
    private long parameters;
    private int next;

    /**
     * @param before2000 whether rows of before 2000 are meant
     */
    OlderRows(
            Recordings recordings,
            KnownPlaces known,
            PlaceRecords placeRecords,
            boolean before2000) {
        Map<String, Long> firstRow = new HashMap<>();
        List<Merged> rows = new ArrayList<>();
        for (Reading row : recordings.readings()) {
            Begin begin = known.begin(row.placeId());
            LeftOut why = why(row.observedAtMillis(), begin, before2000);
            if (why != null) {
                leftOut.merge(why, 1L, Long::sum);
                continue;
            }
            long millis = Math.min(row.observedAtMillis(), begin.receivedMillis());
            firstRow.putIfAbsent(row.placeId(), millis);
            rowsByPlace.merge(row.placeId(), 1L, Long::sum);
            rows.add(record(row, millis));
        }
        firstRow.forEach(
                (place, millis) -> describe(place, millis, recordings, known, placeRecords));
        parameters = records.size();
        records.addAll(rows);
        // Stable: parameters before the rows of their time, rows in the order of their files.
        records.sort(Comparator.comparingLong(Merged::millis));
    }

    /** The next one that was not received after a time; null: none is left that was not. */
    Merged nextUpTo(long millis) {
        return next < records.size() && records.get(next).millis() <= millis
                ? records.get(next++)
                : null;
    }

    Map<LeftOut, Long> leftOut() {
        return leftOut;
    }

    Map<String, Long> rowsByPlace() {
        return rowsByPlace;
    }

    /** How many parameters come before rows. */
    long parameters() {
        return parameters;
    }

    private static LeftOut why(long observedMillis, Begin begin, boolean before2000) {
        if (observedMillis <= 0) {
            return LeftOut.BEFORE_1970;
        }
        if (isOld(observedMillis) && !before2000) {
            return LeftOut.BEFORE_2000;
        }
        return observedMillis >= begin.observedMillis() ? LeftOut.NOT_OLDER : null;
    }

    private static boolean isOld(long observedMillis) {
        return observedMillis < OldRecording.EARLIEST.toEpochMilli();
    }

    private static Merged record(Reading row, long millis) {
        return new Merged(
                row.placeId(),
                millis,
                row.placeId().getBytes(StandardCharsets.UTF_8),
                row.value(),
                isOld(row.observedAtMillis()) ? OLD : List.of());
    }

    private void describe(
            String place,
            long millis,
            Recordings recordings,
            KnownPlaces known,
            PlaceRecords placeRecords) {
        Received logged = known.parameters(place);
        if (logged != null) {
            if (logged.receivedMillis() > millis) {
                records.add(
                        new Merged(
                                place,
                                millis,
                                logged.logged().key(),
                                logged.logged().value(),
                                List.of(logged.logged().headers().toArray())));
            }
            return;
        }
        for (PlaceEntry entry : recordings.places()) {
            if (entry.id().equals(place)) {
                var described = placeRecords.record(entry);
                records.add(
                        new Merged(
                                place,
                                millis,
                                described.key(),
                                described.value(),
                                List.of(described.headers().toArray())));
            }
        }
    }
}
