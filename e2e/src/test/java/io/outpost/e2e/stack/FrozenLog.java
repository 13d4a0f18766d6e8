package io.outpost.e2e.stack;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The simulated log in whose middle the savepoints of all releases were taken. It never changes:
 * the offsets in those savepoints point into it. It leaves something in every kind of state: open
 * episodes of heat and cold, a rain counter, two sensors, duplicates, conflicts, disorder, and a
 * reading that has jumped ahead and waits.
 */
final class FrozenLog {
    private static final Instant BEGIN = Instant.parse("2024-07-10T00:00:00Z");
    private static final Instant CUT = BEGIN.plus(Duration.ofHours(37));
    private static final Instant END = BEGIN.plus(Duration.ofDays(3));
    private static final Duration JUMP = Duration.ofDays(20);
    private static final int REPEATED_EVERY = 50;
    private static final int CONTRADICTED_EVERY = 75;
    private static final int SWAPPED_EVERY = 7;

    private FrozenLog() {}

    /** All places; registered before the first observation. */
    static List<Place> places() {
        return List.of(
                place("frozen-valley", null),
                place("frozen-ridge", 7_200),
                place("frozen-river", null),
                place("frozen-lab", 600),
                place("frozen-jump", null));
    }

    /** What was sent before the savepoint. */
    static List<Observation> first() {
        List<Observation> log = disturbed(between(BEGIN, CUT));
        log.addAll(0, station("frozen-jump", 15, BEGIN, BEGIN.plus(Duration.ofHours(5))));
        log.add(log.size() / 2, at("frozen-jump", "station", BEGIN.plus(JUMP), 15));
        return log;
    }

    /** What was sent after it; begins with what confirms the reading that waits. */
    static List<Observation> second() {
        Instant after = BEGIN.plus(JUMP).plusSeconds(600);
        List<Observation> log = disturbed(between(CUT, END));
        log.addAll(0, station("frozen-jump", 15, after, after.plus(Duration.ofHours(5))));
        return log;
    }

    private static List<Observation> between(Instant begin, Instant end) {
        List<Observation> log = new ArrayList<>();
        log.addAll(station("frozen-valley", 33, begin, end));
        log.addAll(station("frozen-ridge", -12, begin, end));
        log.addAll(station("frozen-river", 18, begin, end));
        log.addAll(room("left", begin, end));
        log.addAll(room("right", begin, end));
        log.sort(Comparator.comparing(Observation::getObservedAt));
        return log;
    }

    private static List<Observation> station(
            String place, double celsius, Instant begin, Instant end) {
        List<Observation> log = new ArrayList<>();
        for (Instant at = begin; at.isBefore(end); at = at.plusSeconds(600)) {
            log.add(at(place, "station", at, celsius));
        }
        return log;
    }

    /** A minute's interval, on the day of the cut only. */
    private static List<Observation> room(String sensor, Instant begin, Instant end) {
        List<Observation> log = new ArrayList<>();
        Instant from = CUT.minus(Duration.ofHours(8));
        Instant to = CUT.plus(Duration.ofHours(8));
        for (Instant at = begin; at.isBefore(end); at = at.plusSeconds(60)) {
            if (!at.isBefore(from) && at.isBefore(to)) {
                log.add(at("frozen-lab", sensor, at, 27));
            }
        }
        return log;
    }

    private static Observation at(String place, String sensor, Instant at, double celsius) {
        long minutes = Duration.between(BEGIN, at).toMinutes();
        double wave = StrictMath.sin(minutes * 2 * StrictMath.PI / (24 * 60));
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId(sensor)
                .setObservedAt(at)
                .setAirTemperatureCelsius(tenths(celsius + 8 * wave))
                .setRelativeHumidityPercent(tenths(60 - 20 * wave))
                .setWindSpeedMetresPerSecond(tenths(5 + 3 * wave))
                .setPrecipitationCounterMillimetres(
                        place.equals("frozen-river") ? tenths(minutes % 2_000 * 0.01) : null)
                .build();
    }

    /** Sends some twice, some twice with another value, and swaps neighbours. */
    private static List<Observation> disturbed(List<Observation> inOrder) {
        List<Observation> log = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            Observation one = inOrder.get(i);
            log.add(i % SWAPPED_EVERY == 0 ? log.size() : Math.max(0, log.size() - 1), one);
            if (i % REPEATED_EVERY == 0) {
                log.add(one);
            }
            if (i % CONTRADICTED_EVERY == 0) {
                log.add(
                        Observation.newBuilder(one)
                                .setAirTemperatureCelsius(one.getAirTemperatureCelsius() + 1)
                                .build());
            }
        }
        return log;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static Place place(String id, Integer staleAfterSeconds) {
        return Place.newBuilder()
                .setPlaceId(id)
                .setName(id)
                .setStaleAfterSeconds(staleAfterSeconds)
                .build();
    }
}
