package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.fold.SensorRain.Given;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The rain of a place's sensors, as it goes into panes and counters. */
final class PlaceRain {
    private static final long KNOWN_MILLIS = Duration.ofDays(6).toMillis();
    private static final long MINUTE_TIER_MILLIS = Duration.ofHours(2).toMillis();

    /** A counter is known for 6 days in event time, so within the minute horizon beyond it. */
    private static final long KEPT_MILLIS = Duration.ofDays(7).toMillis();

    private final PlacePanes panes;
    private final Counters counters;
    private final double highestIn10Minutes;
    private final Map<String, SensorRain> sensors = new HashMap<>();

    PlaceRain(PlacePanes panes, Counters counters, double highestIn10Minutes) {
        this.panes = panes;
        this.counters = counters;
        this.highestIn10Minutes = highestIn10Minutes;
    }

    /**
     * Adds an accepted observation.
     *
     * @param clockMillis with it
     */
    void add(Accepted observation, long clockMillis) {
        if (!observation.hasAmount() && !observation.hasCounter()) {
            return;
        }
        SensorRain sensor =
                sensors.computeIfAbsent(
                        observation.sensorId(), id -> new SensorRain(highestIn10Minutes));
        if (observation.inMinuteTier()) {
            sensor.add(observation, this::change);
            sensor.forgetBefore(clockMillis - MINUTE_TIER_MILLIS);
        } else if (observation.hasAmount() && !sensor.isReadSince(clockMillis - KNOWN_MILLIS)) {
            panes.changeRainOfHour(observation, Double.NaN, observation.amountMillimetres());
        }
    }

    /** Forgets sensors whose counter nobody can know any more. */
    void forgetBehind(long clockMillis) {
        sensors.values().removeIf(sensor -> sensor.isOlderThan(clockMillis - KEPT_MILLIS));
    }

    private void change(Accepted observation, Given before, Given now) {
        if (!Objects.equals(before.flag(), now.flag())) {
            flag(before.flag(), -1);
            flag(now.flag(), 1);
        }
        if (Double.compare(before.millimetres(), now.millimetres()) != 0) {
            panes.changeRainOfHour(observation, before.millimetres(), now.millimetres());
        }
        if (Double.compare(before.minuteMillimetres(), now.minuteMillimetres()) != 0) {
            panes.changeRainOfMinute(
                    observation, before.minuteMillimetres(), now.minuteMillimetres());
        }
    }

    private void flag(String flag, int change) {
        if (flag != null) {
            counters.flag(Measure.PRECIPITATION_COUNTER_MILLIMETRES, flag, change);
        }
    }
}
