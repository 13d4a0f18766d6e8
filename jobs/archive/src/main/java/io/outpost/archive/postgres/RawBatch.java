package io.outpost.archive.postgres;

import io.outpost.archive.admit.FlaggedValues;
import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Quantity;
import io.outpost.flink.postgres.CopyBytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that wait to be written, in the order of the log, as the bytes that COPY reads. They stay
 * until they are committed, so that a batch that failed can be written again.
 */
final class RawBatch {
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final int FIRST_BYTES = 1024 * 1024;
    private static final List<Quantity> QUANTITIES = Quantity.sent();

    private final int mostRows;
    private final CopyBytes bytes = new CopyBytes(FIRST_BYTES);
    private final Set<Integer> days = new HashSet<>();
    private int rows;

    RawBatch(int mostRows) {
        this.mostRows = mostRows;
        clear();
    }

    boolean isEmpty() {
        return rows == 0;
    }

    int rows() {
        return rows;
    }

    /** The UTC days (since 1970) of the rows. */
    Set<Integer> days() {
        return days;
    }

    CopyBytes bytes() {
        return bytes;
    }

    boolean hasRoom() {
        return rows < mostRows && bytes.length() < MOST_BYTES;
    }

    /** Adds a row; the columns stand in the order of {@link RawTable#COLUMNS}. */
    void add(RawObservation observation) {
        bytes.beginRow(RawTable.COLUMNS.size());
        bytes.text(observation.placeId());
        bytes.text(observation.sensorId());
        bytes.timestamp(observation.second() * 1000);
        bytes.smallInteger((int) (observation.observedAtMillis() - observation.second() * 1000));
        bytes.timestamp(observation.receivedAtMillis());
        bytes.integer(observation.partition());
        bytes.bigInteger(observation.offset());
        addInterval(observation.intervalSeconds());
        for (Quantity quantity : QUANTITIES) {
            addValue(observation, quantity);
        }
        addJson(FlaggedValues.json(observation));
        addJson(observation.extras());
        days.add(observation.day());
        rows++;
    }

    void clear() {
        rows = 0;
        days.clear();
        bytes.clear();
    }

    private void addInterval(int seconds) {
        if (seconds == RawObservation.UNDECLARED) {
            bytes.noValue();
        } else {
            bytes.integer(seconds);
        }
    }

    private void addValue(RawObservation observation, Quantity quantity) {
        if (FlaggedValues.isGood(observation, quantity)) {
            bytes.number(observation.values()[quantity.code()]);
        } else {
            bytes.noValue();
        }
    }

    private void addJson(byte[] json) {
        if (json == null) {
            bytes.noValue();
        } else {
            bytes.json(json);
        }
    }
}
