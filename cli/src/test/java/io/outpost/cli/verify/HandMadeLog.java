package io.outpost.cli.verify;

import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.fold.PlaceFold;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.log.LoggedRejection;
import io.outpost.cli.verify.log.Measure;
import io.outpost.schemas.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A small log of one place, written by hand. Times are said as the time after noon; an observation
 * is received when it is observed, unless the log says otherwise.
 */
public final class HandMadeLog {
    public static final String PLACE = "hut";
    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    public final List<LogRecord> records = new ArrayList<>();
    private String sensor = "a";
    private int intervalSeconds = 60;
    private long receivedMillis;
    private boolean receivedIsSet;
    private long gapMillis;
    private int recordBytes = 100;

    public HandMadeLog sensor(String id) {
        sensor = id;
        return this;
    }

    /** From now on; 0: not declared. */
    public HandMadeLog interval(int seconds) {
        intervalSeconds = seconds;
        return this;
    }

    /** Key, value and headers have so many from now on. */
    public HandMadeLog recordBytes(int bytes) {
        recordBytes = bytes;
        return this;
    }

    /** The next record is received then. */
    public HandMadeLog received(String afterNoon) {
        receivedMillis = millis(afterNoon);
        receivedIsSet = true;
        return this;
    }

    /** From a day on all are received a gap apart, as a replay has it. */
    public HandMadeLog replayed(Instant begin, Duration gap) {
        receivedMillis = begin.toEpochMilli() - gap.toMillis();
        gapMillis = gap.toMillis();
        return this;
    }

    /** One value so long after noon. */
    public HandMadeLog at(String afterNoon, Measure measure, double value) {
        return at(afterNoon, Map.of(measure, value));
    }

    /** Several values so long after noon. */
    public HandMadeLog at(String afterNoon, Map<Measure, Double> values) {
        double[] sent = new double[Measure.COUNT];
        Arrays.fill(sent, Double.NaN);
        values.forEach((measure, value) -> sent[measure.ordinal()] = value);
        int present = values.keySet().stream().mapToInt(one -> 1 << one.ordinal()).sum();
        long at = millis(afterNoon);
        records.add(
                new LoggedObservation(
                        PLACE,
                        sensor,
                        0,
                        records.size(),
                        at,
                        receive(at),
                        intervalSeconds == 0 ? LoggedObservation.UNDECLARED : intervalSeconds,
                        present,
                        sent,
                        0,
                        records.size(),
                        recordBytes));
        return this;
    }

    /** A dry temperature so long after noon. */
    public HandMadeLog at(String afterNoon, double celsius) {
        return at(afterNoon, Measure.AIR_TEMPERATURE_CELSIUS, celsius);
    }

    /** Parameters that come so long after noon. */
    public HandMadeLog parameters(String afterNoon, int staleAfterSeconds) {
        return parameters(afterNoon, hut().setStaleAfterSeconds(staleAfterSeconds));
    }

    /** Parameters are taken back so long after noon. */
    public HandMadeLog removed(String afterNoon) {
        return parameters(afterNoon, hut().setRemoved(true));
    }

    /** A record that screening rejects so long after noon. */
    public HandMadeLog rejected(String afterNoon) {
        records.add(
                new LoggedRejection(
                        PLACE, 0, records.size(), receive(millis(afterNoon)), "NO_QUANTITY"));
        return this;
    }

    /** All that is emitted until the log's time has passed a time after noon. */
    public List<Emission> emissionsUntil(String afterNoon) {
        return emissionsUntil(afterNoon, Rules.defaults());
    }

    /** The same, by other rules. */
    public List<Emission> emissionsUntil(String afterNoon, Rules rules) {
        List<Emission> emissions = new ArrayList<>();
        PlaceFold fold = new PlaceFold(PLACE, rules, emissions::add, accepted -> {});
        records.forEach(fold::take);
        fold.reach(millis(afterNoon) + 1);
        return emissions;
    }

    /** Number of events by then. */
    public long revisionAt(String afterNoon) {
        PlaceFold fold = new PlaceFold(PLACE, Rules.defaults(), emission -> {}, accepted -> {});
        records.forEach(fold::take);
        fold.reach(millis(afterNoon) + 1);
        return fold.revision();
    }

    public static long millis(String afterNoon) {
        return NOON.plus(Duration.parse(afterNoon)).toEpochMilli();
    }

    /** The same, whatever they say. */
    public HandMadeLog parameters(String afterNoon, Place.Builder said) {
        records.add(
                LoggedParameters.of(said.build(), 0, records.size(), receive(millis(afterNoon))));
        return this;
    }

    /** What the place says of itself, as far as a test says nothing else. */
    public static Place.Builder hut() {
        return Place.newBuilder()
                .setPlaceId(PLACE)
                .setName("Hut")
                .setLatitude(46.5)
                .setLongitude(7.9)
                .setElevationMetres(2000.0)
                .setTimeZone("Europe/Zurich");
    }

    private long receive(long otherwiseMillis) {
        if (gapMillis > 0) {
            receivedMillis += gapMillis;
            return receivedMillis;
        }
        long received = receivedIsSet ? receivedMillis : otherwiseMillis;
        receivedIsSet = false;
        return received;
    }
}
