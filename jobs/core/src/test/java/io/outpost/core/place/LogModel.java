package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of each record of a log, with nothing ever forgotten: late, waiting, refused,
 * duplicate, conflict, or taken, and then by which tiers and for how long it stands.
 */
final class LogModel {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long MINUTE_HORIZON = Duration.ofHours(2).toMillis();
    private static final long HOUR_HORIZON = Duration.ofDays(7).toMillis();
    private static final int[] INTERVALS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 300, 600, 900, 1200, 1800, 3600, 7200, 10800, 21600,
        43200, 86400
    };

    /**
     * A reading that was taken.
     *
     * @param isFresh within the minute horizon
     * @param isInTime taken before its hour was learned from
     * @param life of its sensor: a sensor that was silent for the hour horizon begins anew
     */
    record Taken(
            Reading reading, int life, boolean isFresh, boolean isInTime, int intervalSeconds) {
        long at() {
            return reading.observedAtMillis();
        }

        double value(Quantity quantity) {
            return reading.values()[quantity.code()];
        }
    }

    private record Move(long fromHour, long toHour) {}

    final List<Taken> taken = new ArrayList<>();
    final List<Reading> late = new ArrayList<>();
    final List<Reading> rejected = new ArrayList<>();
    final List<Reading> duplicates = new ArrayList<>();
    final List<Reading> conflicts = new ArrayList<>();
    Reading waiting;

    private final List<Move> moves = new ArrayList<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private Long clock;

    LogModel(List<Reading> log) {
        log.forEach(this::read);
    }

    private void read(Reading reading) {
        if (waiting != null) {
            Reading jumped = waiting;
            waiting = null;
            boolean confirmed =
                    isJump(reading)
                            && reading.observedAtMillis()
                                    >= jumped.observedAtMillis() - HOUR_HORIZON;
            if (confirmed) {
                judge(jumped);
            } else {
                rejected.add(jumped);
            }
        }
        if (clock != null && isJump(reading)) {
            waiting = reading;
        } else {
            judge(reading);
        }
    }

    private boolean isJump(Reading reading) {
        return reading.observedAtMillis() > clock + HOUR_HORIZON;
    }

    private void judge(Reading reading) {
        if (clock != null && reading.observedAtMillis() < clock - HOUR_HORIZON) {
            late.add(reading);
            return;
        }
        for (Taken one : taken) {
            if (isSame(one.reading, reading)) {
                boolean equal = Arrays.equals(one.reading.values(), reading.values());
                (equal ? duplicates : conflicts).add(reading);
                return;
            }
        }
        take(reading);
    }

    private static boolean isSame(Reading one, Reading other) {
        return one.sensorId().equals(other.sensorId())
                && one.observedAtMillis() / 1000 == other.observedAtMillis() / 1000;
    }

    private void take(Reading reading) {
        long at = reading.observedAtMillis();
        long before = clock == null ? at : clock;
        clock = Math.max(before, at);
        moves.add(new Move(before / HOUR, clock / HOUR));
        int life = lives.computeIfAbsent(reading.sensorId(), id -> 0);
        taken.add(
                new Taken(
                        reading,
                        life,
                        at >= clock - MINUTE_HORIZON,
                        clock / HOUR < at / HOUR + 3,
                        interval(reading, life)));
        if (clock / HOUR > before / HOUR) {
            lives.replaceAll((id, number) -> isSilent(id) ? number + 1 : number);
        }
    }

    private boolean isSilent(String sensorId) {
        return taken.stream()
                .filter(one -> one.reading.sensorId().equals(sensorId))
                .noneMatch(one -> one.at() >= clock - HOUR_HORIZON);
    }

    private int interval(Reading reading, int life) {
        if (reading.intervalSeconds() > 0) {
            return reading.intervalSeconds();
        }
        long[] seconds =
                taken.stream()
                        .filter(one -> one.reading.sensorId().equals(reading.sensorId()))
                        .filter(one -> one.life == life && one.isInTime)
                        .filter(one -> one.at() / HOUR <= reading.observedAtMillis() / HOUR - 3)
                        .filter(one -> !isLeaptOver(one.at() / HOUR))
                        .mapToLong(one -> one.at() / 1000)
                        .sorted()
                        .toArray();
        return median(seconds);
    }

    /** An hour is not learned from when the clock leaves it behind the hour horizon in one leap. */
    private boolean isLeaptOver(long hour) {
        return moves.stream()
                .anyMatch(
                        move ->
                                hour > move.fromHour - 3
                                        && hour < move.toHour - 3 - HOUR_HORIZON / HOUR);
    }

    private static int median(long[] seconds) {
        List<Integer> intervals = new ArrayList<>();
        for (int i = 1; i < seconds.length; i++) {
            if (seconds[i] - seconds[i - 1] <= Duration.ofDays(1).toSeconds()) {
                intervals.add(nearest(seconds[i] - seconds[i - 1]));
            }
        }
        intervals.sort(null);
        return intervals.isEmpty() ? 0 : intervals.get((intervals.size() - 1) / 2);
    }

    /** By ratio; of two as near, the shorter. */
    private static int nearest(long interval) {
        int nearest = INTERVALS[0];
        for (int candidate : INTERVALS) {
            nearest = interval * interval > (long) nearest * candidate ? candidate : nearest;
        }
        return nearest;
    }
}
