package io.outpost.cli.outcome;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the records of one place, or of several together; a row of outpost.place_counters
 * or the difference of two.
 *
 * @param waiting observations that jumped far ahead and wait for the place's next one to confirm
 *     them
 * @param flagged values left out, by quantity and reason
 * @param openPanes panes whose derived rows are not written yet; 0: all are
 */
public record Counters(
        long accepted,
        long duplicate,
        long conflict,
        long late,
        long rejected,
        long waiting,
        long hourTierOnly,
        long rewrites,
        Map<String, Map<String, Long>> flagged,
        int openPanes) {
    public static final Counters NOTHING = new Counters(0, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0);

    /** Every record that reached the place. */
    public long records() {
        return accepted + duplicate + conflict + late + rejected + waiting;
    }

    public Counters plus(Counters other) {
        return combined(other, 1, openPanes + other.openPanes);
    }

    /** What was added since an earlier one; the open panes are those of now. */
    public Counters since(Counters earlier) {
        return combined(earlier, -1, openPanes);
    }

    private Counters combined(Counters other, int sign, int panes) {
        return new Counters(
                accepted + sign * other.accepted,
                duplicate + sign * other.duplicate,
                conflict + sign * other.conflict,
                late + sign * other.late,
                rejected + sign * other.rejected,
                waiting + sign * other.waiting,
                hourTierOnly + sign * other.hourTierOnly,
                rewrites + sign * other.rewrites,
                combined(flagged, other.flagged, sign),
                panes);
    }

    private static Map<String, Map<String, Long>> combined(
            Map<String, Map<String, Long>> a, Map<String, Map<String, Long>> b, int sign) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        add(sums, a, 1);
        add(sums, b, sign);
        sums.values().forEach(reasons -> reasons.values().removeIf(n -> n == 0));
        sums.values().removeIf(Map::isEmpty);
        return sums;
    }

    private static void add(
            Map<String, Map<String, Long>> sums, Map<String, Map<String, Long>> more, int sign) {
        more.forEach(
                (quantity, reasons) ->
                        reasons.forEach(
                                (reason, n) ->
                                        sums.computeIfAbsent(quantity, q -> new TreeMap<>())
                                                .merge(reason, sign * n, Long::sum)));
    }
}
