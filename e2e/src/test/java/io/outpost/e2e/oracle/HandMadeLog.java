package io.outpost.e2e.oracle;

import io.outpost.e2e.oracle.fold.Account;
import io.outpost.e2e.oracle.fold.PlaceFold;
import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A small log of one place, written by hand. */
public final class HandMadeLog implements PlaceFold.Refusals {
    public static final String PLACE = "hut";
    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    public final List<LoggedObservation> observations = new ArrayList<>();
    public final List<String> refused = new ArrayList<>();
    private String sensor = "a";
    private int intervalSeconds = 60;

    public HandMadeLog sensor(String id) {
        sensor = id;
        return this;
    }

    /** From now on; 0: not declared. */
    public HandMadeLog interval(int seconds) {
        intervalSeconds = seconds;
        return this;
    }

    /** One value so long after noon. */
    public HandMadeLog at(String afterNoon, Measure measure, double value) {
        double[] sent = new double[Measure.COUNT];
        Arrays.fill(sent, Double.NaN);
        sent[measure.ordinal()] = value;
        return add(afterNoon, sent, 1 << measure.ordinal());
    }

    /** A dry temperature so long after noon. */
    public HandMadeLog at(String afterNoon, double celsius) {
        return at(afterNoon, Measure.AIR_TEMPERATURE_CELSIUS, celsius);
    }

    private HandMadeLog add(String afterNoon, double[] sent, int present) {
        long at = NOON.plus(Duration.parse(afterNoon)).toEpochMilli();
        observations.add(
                new LoggedObservation(
                        PLACE,
                        sensor,
                        0,
                        observations.size(),
                        at,
                        at + 1000L * observations.size(),
                        intervalSeconds == 0 ? LoggedObservation.UNDECLARED : intervalSeconds,
                        present,
                        sent,
                        0,
                        observations.size()));
        return this;
    }

    public PlaceFold fold() {
        PlaceFold fold = new PlaceFold(this);
        observations.forEach(fold::take);
        return fold;
    }

    /** Records, accepted, duplicate, conflict, late, rejected, waiting, hour tier only. */
    public List<Long> counts() {
        Account a = fold().account();
        return List.of(
                a.records,
                a.accepted,
                a.duplicate,
                a.conflict,
                a.late,
                a.rejected,
                a.waiting,
                a.hourTierOnly);
    }

    @Override
    public void late(LoggedObservation observation, long clockMillis) {
        refused.add(
                "late " + observation.offset() + " behind " + Instant.ofEpochMilli(clockMillis));
    }

    @Override
    public void jumped(LoggedObservation observation) {
        refused.add("jumped " + observation.offset());
    }
}
