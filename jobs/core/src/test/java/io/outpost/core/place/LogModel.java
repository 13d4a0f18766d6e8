package io.outpost.core.place;

import io.outpost.core.place.LogSteps.Event;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
     * @param countsAmount its amount of rain counts where it is not fresh
     * @param life of its sensor: a sensor that was silent for the hour horizon begins anew
     */
    record Taken(
            Reading reading, int life, boolean isFresh, boolean countsAmount, int intervalSeconds) {
        long at() {
            return reading.observedAtMillis();
        }

        double value(Quantity quantity) {
            return reading.values()[quantity.code()];
        }
    }

    private record Shown(String sensorId, int life, long hour) {}

    final List<Taken> taken = new ArrayList<>();
    final List<Reading> late = new ArrayList<>();
    final List<Reading> rejected = new ArrayList<>();
    final List<Reading> duplicates = new ArrayList<>();
    final List<Reading> conflicts = new ArrayList<>();
    final List<Reading> waiting = new ArrayList<>();

    private final Map<Shown, Integer> shown = new HashMap<>();
    private final Map<String, Integer> lives = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final int mostSensors;
    private Long clock;

    /** The clock when the place shrank, and how many were taken before it. */
    private long shrunk = Long.MIN_VALUE;

    private int takenBeforeShrinking;

    /** How many were late only because the place had shrunk. */
    int forgotten;

    LogModel(List<Event> log, int mostSensors) {
        this.mostSensors = mostSensors;
        for (Event event : log) {
            read(event.reading());
            if (event.endsInSilence()) {
                takenBeforeShrinking = clock == shrunk ? takenBeforeShrinking : taken.size();
                shrunk = clock;
            }
        }
    }

    private void read(Reading reading) {
        Reading own =
                waiting.stream()
                        .filter(one -> one.sensorId().equals(reading.sensorId()))
                        .findFirst()
                        .orElse(null);
        if (clock == null || !isJump(reading)) {
            reject(own);
            judge(reading);
            return;
        }
        boolean confirmsOwn =
                own != null && reading.observedAtMillis() >= own.observedAtMillis() - HOUR_HORIZON;
        if (!confirmsOwn) {
            reject(own);
        }
        if ((confirmsOwn && isNear(own, reading)) || isConfirmedByOthers(own, reading)) {
            List<Reading> confirmed =
                    waiting.stream()
                            .filter(one -> one.equals(own) || isNear(one, reading))
                            .toList();
            waiting.removeAll(confirmed);
            confirmed.forEach(this::judge);
            judge(reading);
            return;
        }
        if (confirmsOwn) {
            waiting.remove(own);
            judge(own);
        }
        waiting.add(reading);
    }

    private void reject(Reading own) {
        if (own != null) {
            waiting.remove(own);
            rejected.add(own);
        }
    }

    private boolean isConfirmedByOthers(Reading own, Reading reading) {
        for (Reading one : waiting) {
            for (Reading other : waiting) {
                if (!one.equals(other)
                        && !one.equals(own)
                        && !other.equals(own)
                        && isNear(one, other)
                        && isNear(one, reading)
                        && isNear(other, reading)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNear(Reading one, Reading other) {
        return Math.abs(one.observedAtMillis() - other.observedAtMillis()) <= HOUR_HORIZON;
    }

    private boolean isJump(Reading reading) {
        return reading.observedAtMillis() > clock + HOUR_HORIZON;
    }

    private void judge(Reading reading) {
        if (clock != null && reading.observedAtMillis() < clock - HOUR_HORIZON) {
            late.add(reading);
            return;
        }
        if (reading.observedAtMillis() / 1000 <= Math.floorDiv(shrunk, 1000)) {
            forgotten++;
            late.add(reading);
            return;
        }
        if (!known.contains(reading.sensorId()) && known.size() >= mostSensors) {
            rejected.add(reading);
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
        known.add(reading.sensorId());
        int life = lives.computeIfAbsent(reading.sensorId(), id -> 0);
        taken.add(
                new Taken(
                        reading,
                        life,
                        at >= clock - MINUTE_HORIZON,
                        !knowsCounter(reading, life),
                        interval(reading, life)));
        if (clock / HOUR > before / HOUR) {
            lives.replaceAll((id, number) -> isSilent(id) ? number + 1 : number);
            known.removeIf(this::isSilent);
        }
    }

    private boolean knowsCounter(Reading reading, int life) {
        return ofSensor(reading, life)
                .filter(Taken::isFresh)
                .filter(one -> !Double.isNaN(one.value(Quantity.PRECIPITATION_COUNTER_MILLIMETRES)))
                .anyMatch(one -> one.at() >= clock - Duration.ofDays(6).toMillis());
    }

    private Stream<Taken> ofSensor(Reading reading, int life) {
        return ofSensor(reading, life, 0);
    }

    private Stream<Taken> ofSensor(Reading reading, int life, int from) {
        return taken.stream()
                .skip(from)
                .filter(one -> one.reading.sensorId().equals(reading.sensorId()))
                .filter(one -> one.life == life);
    }

    private boolean isSilent(String sensorId) {
        return taken.stream()
                .filter(one -> one.reading.sensorId().equals(sensorId))
                .noneMatch(one -> one.at() / 1000 >= (clock - HOUR_HORIZON) / 1000);
    }

    private int interval(Reading reading, int life) {
        if (reading.intervalSeconds() > 0) {
            return reading.intervalSeconds();
        }
        long hour = reading.observedAtMillis() / HOUR;
        return hour <= clock / HOUR - 3
                ? shownInterval(reading, life)
                : shown.computeIfAbsent(
                        new Shown(reading.sensorId(), life, hour),
                        found -> shownInterval(reading, life));
    }

    private int shownInterval(Reading reading, int life) {
        long end = hour(reading) - Duration.ofHours(2).toMillis();
        long first =
                Math.max(
                        hour(reading) - Duration.ofDays(6).toMillis(),
                        clock / HOUR * HOUR - HOUR_HORIZON);
        long[] seconds =
                ofSensor(reading, life, takenBeforeShrinking)
                        .filter(one -> one.at() < end && one.at() >= first)
                        .mapToLong(one -> one.at() / 1000)
                        .sorted()
                        .toArray();
        List<Long> gaps = new ArrayList<>();
        for (int i = seconds.length - 1; i > 0; i--) {
            long gap = seconds[i] - seconds[i - 1];
            boolean isRecent =
                    seconds[i] * 1000 >= end - Duration.ofHours(12).toMillis() || gaps.size() < 8;
            if (isRecent && gap <= Duration.ofDays(1).toSeconds()) {
                gaps.add(gap);
            }
        }
        return greatestThatRecurs(gaps);
    }

    private static long hour(Reading reading) {
        return reading.observedAtMillis() / HOUR * HOUR;
    }

    private static int greatestThatRecurs(List<Long> gaps) {
        long all = gaps.stream().mapToLong(gap -> gap).sum();
        int greatest = 0;
        int ofAThird = 0;
        for (int bin : INTERVALS) {
            List<Long> within = gaps.stream().filter(gap -> nearest(gap) == bin).toList();
            if (within.size() >= 2) {
                greatest = bin;
                ofAThird = within.stream().mapToLong(gap -> gap).sum() * 3 >= all ? bin : ofAThird;
            }
        }
        return ofAThird == 0 ? greatest : ofAThird;
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
