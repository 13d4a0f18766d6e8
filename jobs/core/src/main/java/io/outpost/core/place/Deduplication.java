package io.outpost.core.place;

/**
 * Knows the sensors of a place and what they have delivered within the hour horizon. Identity is
 * (sensor, observedAt to the second), and of a sensor its whole id: the hash only finds it. The
 * first payload wins.
 */
final class Deduplication {
    private static final int MILLIS_PER_SECOND = 1000;

    /** Hours after which an hour has left the minute horizon. */
    private static final int HOURS_UNTIL_FINAL = 3;

    private static final long HOURS_KEPT =
            AllowedLateness.HOUR_TIER_MILLIS / PaneWidth.HOUR.millis();

    private Deduplication() {}

    /** The sensor of a reading; null: the place does not know it. */
    static Sensor find(Place place, Reading reading) {
        Sensor sensor = place.sensors().get(reading.sensorKey());
        while (sensor != null && !sensor.sensorId.equals(reading.sensorId())) {
            sensor = sensor.next;
        }
        return sensor;
    }

    /** Makes the sensor of a reading, which is given the next number. */
    static Sensor add(Place place, Reading reading) {
        Sensor added = new Sensor(place.nextSensor++, reading.sensorId());
        place.knownSensors++;
        Sensor last = place.sensors().get(reading.sensorKey());
        if (last == null) {
            place.sensors().put(reading.sensorKey(), added);
            return added;
        }
        while (last.next != null) {
            last = last.next;
        }
        last.next = added;
        return added;
    }

    static SeenHour.Verdict judge(Place place, Sensor sensor, Reading reading) {
        long hour = hourOf(reading.observedAtMillis());
        int second =
                (int)
                        ((reading.observedAtMillis() - hour * PaneWidth.HOUR.millis())
                                / MILLIS_PER_SECOND);
        SeenHour seen = place.seenHours().get(sensor.seenNumber(hour));
        seen = seen == null ? new SeenHour() : seen;
        SeenHour.Verdict verdict = seen.add(second, reading.fingerprint());
        if (verdict == SeenHour.Verdict.NEW) {
            place.seenHours().put(sensor.seenNumber(hour), seen);
            sensor.newestObservedAtMillis =
                    Math.max(sensor.newestObservedAtMillis, reading.observedAtMillis());
            changed(place, reading);
        }
        return verdict;
    }

    /** Notes that a reading has changed what is known of its sensor. */
    static void changed(Place place, Reading reading) {
        place.sensors().put(reading.sensorKey(), place.sensors().get(reading.sensorKey()));
    }

    /** The time that an observation stands for, s; 0 when it is not known. */
    static int intervalSeconds(Place place, Sensor sensor, Reading reading) {
        if (reading.intervalSeconds() > 0) {
            return reading.intervalSeconds();
        }
        long hour = hourOf(reading.observedAtMillis());
        long finalHour = hourOf(place.clock.millis()) - HOURS_UNTIL_FINAL;
        if (hour <= finalHour) {
            return shownInterval(place, sensor, hour);
        }
        int known = sensor.intervals.secondsAt(hour);
        if (known >= 0) {
            return known;
        }
        int found = shownInterval(place, sensor, hour);
        sensor.intervals.keep(hour, found, finalHour);
        changed(place, reading);
        return found;
    }

    private static int shownInterval(Place place, Sensor sensor, long hour) {
        return RecentGaps.intervalSeconds(
                hour - HOURS_UNTIL_FINAL,
                Math.max(hour - RecentGaps.MOST_HOURS, hourOf(place.clock.millis()) - HOURS_KEPT),
                seen -> place.seenHours().get(sensor.seenNumber(seen)));
    }

    /**
     * Forgets what is behind the hour horizon. The hours that have left it are looked for sensor by
     * sensor: a room may have thousands, each with 7 days of hours.
     *
     * @param clockBefore the place's clock when it was last called, or later within that hour
     */
    static void forget(Place place, long clockBefore, long clockMillis) {
        long horizon = clockMillis - AllowedLateness.HOUR_TIER_MILLIS;
        long first = hourOf(clockBefore - AllowedLateness.HOUR_TIER_MILLIS);
        for (long key : place.sensors().numbers()) {
            Sensor chain = place.sensors().get(key);
            for (Sensor sensor = chain; sensor != null; sensor = sensor.next) {
                boolean isForgotten =
                        ClockRules.isForgotten(clockMillis, sensor.newestObservedAtMillis);
                long leaving = hourOf(horizon) + (isForgotten ? 1 : 0);
                long end = Math.min(leaving, hourOf(clockBefore) + 1);
                for (long hour = first; hour < end; hour++) {
                    place.seenHours().remove(sensor.seenNumber(hour));
                }
            }
            forgetSensors(place, key, chain, clockMillis);
        }
    }

    /** Forgets what all sensors have delivered, and readings of rain that only older ones need. */
    static void shrink(Place place) {
        place.seenHours().clear();
        for (long key : place.sensors().numbers()) {
            Sensor chain = place.sensors().get(key);
            boolean changed = false;
            for (Sensor sensor = chain; sensor != null; sensor = sensor.next) {
                changed |= sensor.rain.forgetBefore(place.clock.millis() + 1);
            }
            if (changed) {
                place.sensors().put(key, chain);
            }
        }
    }

    private static void forgetSensors(Place place, long key, Sensor chain, long clockMillis) {
        Sensor kept = null;
        Sensor lastKept = null;
        boolean forgotten = false;
        for (Sensor sensor = chain; sensor != null; sensor = sensor.next) {
            if (ClockRules.isForgotten(clockMillis, sensor.newestObservedAtMillis)) {
                forgotten = true;
                place.knownSensors--;
            } else if (kept == null) {
                kept = sensor;
                lastKept = sensor;
            } else {
                lastKept.next = sensor;
                lastKept = sensor;
            }
        }
        if (forgotten && kept == null) {
            place.sensors().remove(key);
        } else if (forgotten) {
            lastKept.next = null;
            place.sensors().put(key, kept);
        }
    }

    private static long hourOf(long millis) {
        return Math.floorDiv(millis, PaneWidth.HOUR.millis());
    }
}
