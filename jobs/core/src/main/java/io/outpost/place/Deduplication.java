package io.outpost.place;

/**
 * Knows the sensors of a place and what they have delivered within the hour horizon. Identity is
 * (sensor, observedAt to the second); the first payload wins.
 */
final class Deduplication {
    private static final int MILLIS_PER_SECOND = 1000;

    /** Hours after which an hour has left the minute horizon, and can be learned from. */
    private static final int HOURS_UNTIL_FINAL = 3;

    private static final long HOURS_KEPT = Horizons.HOUR_TIER_MILLIS / Tier.HOUR.millis();

    private final Shelf<Sensor> sensors;
    private final Shelf<SeenHour> seenHours;

    Deduplication(PlaceMemory memory) {
        this.sensors = memory.sensors();
        this.seenHours = memory.seenHours();
    }

    /** The sensor of a reading; a new one is given the next number. */
    Sensor sensor(PlaceState place, Reading reading) {
        Sensor sensor = sensors.get(reading.sensorKey());
        return sensor == null ? new Sensor(place.nextSensor++, reading.sensorId()) : sensor;
    }

    SeenHour.Verdict judge(Sensor sensor, Reading reading) {
        long hour = hourOf(reading.observedAtMillis());
        int second =
                (int)
                        ((reading.observedAtMillis() - hour * Tier.HOUR.millis())
                                / MILLIS_PER_SECOND);
        SeenHour seen = seenHours.get(sensor.seenNumber(hour));
        seen = seen == null ? new SeenHour() : seen;
        SeenHour.Verdict verdict = seen.add(second, reading.fingerprint());
        if (verdict == SeenHour.Verdict.NEW) {
            seenHours.put(sensor.seenNumber(hour), seen);
            sensor.newestObservedAtMillis =
                    Math.max(sensor.newestObservedAtMillis, reading.observedAtMillis());
            sensor.declaresInterval &= reading.intervalSeconds() > 0;
            sensors.put(reading.sensorKey(), sensor);
        }
        return verdict;
    }

    /** The time that an observation stands for, s; 0 when it is not known. */
    int intervalSeconds(Sensor sensor, Reading reading) {
        return reading.intervalSeconds() > 0
                ? reading.intervalSeconds()
                : sensor.intervals.secondsAt(hourOf(reading.observedAtMillis()));
    }

    /** Lets the sensors that declare no interval learn from the hours that have become final. */
    void learnIntervals(long clockBefore, long clockNow) {
        long newest = hourOf(clockNow) - HOURS_UNTIL_FINAL;
        long earliest = Math.max(hourOf(clockBefore) - HOURS_UNTIL_FINAL + 1, newest - HOURS_KEPT);
        for (long key : sensors.numbers()) {
            Sensor sensor = sensors.get(key);
            if (!sensor.declaresInterval) {
                for (long hour = earliest; hour <= newest; hour++) {
                    sensor.intervals.learn(
                            hour, seenHours.get(sensor.seenNumber(hour)), hour + HOURS_UNTIL_FINAL);
                }
                sensors.put(key, sensor);
            }
        }
    }

    /** Forgets what is behind the hour horizon. */
    void forget(long clockMillis) {
        long horizon = clockMillis - Horizons.HOUR_TIER_MILLIS;
        for (long number : seenHours.numbers()) {
            if ((Sensor.hourOf(number) + 1) * Tier.HOUR.millis() <= horizon) {
                seenHours.remove(number);
            }
        }
        for (long key : sensors.numbers()) {
            if (sensors.get(key).newestObservedAtMillis < horizon) {
                sensors.remove(key);
            }
        }
    }

    private static long hourOf(long millis) {
        return Math.floorDiv(millis, Tier.HOUR.millis());
    }
}
