package io.outpost.core.place;

import java.util.ArrayList;
import java.util.List;

/**
 * What a place's next observation makes of those that jumped ahead of its clock and wait, one per
 * sensor. Every job that reads the log decides by this, so that all accept the same.
 *
 * @param rejected the waiting one of the next one's sensor, which that did not confirm, and the
 *     next one itself where too many wait, in this order
 * @param applied to be applied, in this order
 * @param waiting those that wait from then on, in the order of the log
 */
public record Jumps<T extends Jumps.Observed>(List<T> rejected, List<T> applied, List<T> waiting) {
    /** Most that wait for one place; a further one is rejected. */
    static final int MOST_WAITING = 100;

    /** Most bytes that wait for one place; a further one is rejected. */
    static final int MOST_WAITING_BYTES = 64 * 1024;

    /** Two others have to agree with a sensor that has not confirmed itself. */
    private static final int OTHERS_THAT_CONFIRM = 2;

    /** An observation, as far as it matters here. */
    public interface Observed {
        String sensorId();

        long observedAtMillis();

        /** Of the record: key, value, names and values of headers. */
        int recordBytes();
    }

    /**
     * Decides on the next observation.
     *
     * @param clockMillis the place's clock, which is set
     * @param waiting those that wait, in the order of the log; at most one per sensor
     */
    public static <T extends Observed> Jumps<T> decide(long clockMillis, List<T> waiting, T next) {
        T own = find(waiting, next.sensorId());
        List<T> others = waiting.stream().filter(one -> one != own).toList();
        if (!ClockRules.isJump(clockMillis, next.observedAtMillis())) {
            return new Jumps<>(listOf(own), List.of(next), others);
        }
        boolean confirmsOwn =
                own != null
                        && !ClockRules.isBehind(own.observedAtMillis(), next.observedAtMillis());
        T confirmed = confirmsOwn ? own : null;
        T rejected = confirmsOwn ? null : own;
        if ((confirmsOwn && isNear(own, next)) || agree(others, next)) {
            return confirmed(rejected, confirmed, waiting, next);
        }
        if (others.size() >= MOST_WAITING || bytes(others, next) > MOST_WAITING_BYTES) {
            return new Jumps<>(and(listOf(rejected), next), listOf(confirmed), others);
        }
        return new Jumps<>(listOf(rejected), listOf(confirmed), and(others, next));
    }

    private static <T> List<T> listOf(T oneOrNull) {
        return oneOrNull == null ? List.of() : List.of(oneOrNull);
    }

    private static <T> List<T> and(List<T> all, T next) {
        List<T> more = new ArrayList<>(all);
        more.add(next);
        return more;
    }

    private static <T extends Observed> long bytes(List<T> others, T next) {
        long bytes = next.recordBytes();
        for (T one : others) {
            bytes += one.recordBytes();
        }
        return bytes;
    }

    /** Applies those that are near the next one, in the order of the log, and its sensor's own. */
    private static <T extends Observed> Jumps<T> confirmed(
            T rejected, T own, List<T> waiting, T next) {
        List<T> applied = new ArrayList<>();
        List<T> left = new ArrayList<>();
        for (T one : waiting) {
            if (one == own || (one != rejected && isNear(one, next))) {
                applied.add(one);
            } else if (one != rejected) {
                left.add(one);
            }
        }
        applied.add(next);
        return new Jumps<>(listOf(rejected), applied, left);
    }

    /** True when two that wait are near it and near each other. */
    private static <T extends Observed> boolean agree(List<T> others, T next) {
        List<T> near = others.stream().filter(one -> isNear(one, next)).toList();
        return near.stream()
                .anyMatch(
                        one ->
                                near.stream().filter(other -> isNear(other, one)).count()
                                        >= OTHERS_THAT_CONFIRM);
    }

    private static boolean isNear(Observed one, Observed other) {
        return Math.abs(one.observedAtMillis() - other.observedAtMillis())
                <= AllowedLateness.JUMP_MILLIS;
    }

    private static <T extends Observed> T find(List<T> waiting, String sensorId) {
        for (T one : waiting) {
            if (one.sensorId().equals(sensorId)) {
                return one;
            }
        }
        return null;
    }
}
