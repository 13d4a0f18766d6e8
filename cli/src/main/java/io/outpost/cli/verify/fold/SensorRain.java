package io.outpost.cli.verify.fold;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rain of one sensor: its observations of the minute tier in the order of event time. */
final class SensorRain {
    private static final double NOISE_MILLIMETRES = 2;
    private static final double TEN_MINUTES_MILLIS = 600_000;
    private static final long LONGEST_OF_A_MINUTE_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long LONGEST_WITHOUT_FLAG_MILLIS = Duration.ofHours(1).toMillis();
    private static final double LONGEST_IN_INTERVALS = 1.5;

    private final double highestIn10Minutes;
    private final TreeMap<Long, Kept> kept = new TreeMap<>();

    /** Times of those that have a counter. */
    private final TreeSet<Long> counters = new TreeSet<>();

    /**
     * What an observation gives.
     *
     * @param millimetres NaN: no value
     * @param ofMinute false: its minute has none of it
     * @param flag of its counter; null: none
     */
    record Given(double millimetres, boolean ofMinute, String flag) {
        static final Given NOTHING = new Given(Double.NaN, true, null);

        double minuteMillimetres() {
            return ofMinute ? millimetres : Double.NaN;
        }
    }

    /** Learns what an observation gives now. */
    interface Changes {
        void changed(Accepted observation, Given before, Given now);
    }

    private static final class Kept {
        private final Accepted observation;
        private RainState before = RainState.UNKNOWN;
        private RainState after = RainState.UNKNOWN;
        private Given given = Given.NOTHING;

        Kept(Accepted observation) {
            this.observation = observation;
        }
    }

    SensorRain(double highestIn10Minutes) {
        this.highestIn10Minutes = highestIn10Minutes;
    }

    /** Adds an observation that has an amount or a counter, in any order. */
    void add(Accepted next, Changes changes) {
        kept.put(next.at(), new Kept(next));
        if (next.hasCounter()) {
            counters.add(next.at());
        }
        // What a counter of 0 before it is, may depend on this one.
        Long from = counters.lower(next.at());
        for (Kept one : kept.tailMap(from == null ? next.at() : from).values()) {
            Given old = one.given;
            judge(one);
            if (!one.given.equals(old)) {
                changes.changed(one.observation, old, one.given);
            }
        }
    }

    /** True when its counter was read then or later. */
    boolean isReadSince(long atMillis) {
        return !kept.isEmpty() && kept.lastEntry().getValue().after.cameMillis() >= atMillis;
    }

    /** Forgets what no observation from then on can change; the last counter before it stays. */
    void forgetBefore(long atMillis) {
        Long last = counters.lower(atMillis);
        kept.headMap(last == null ? atMillis : last).clear();
        if (last != null) {
            counters.headSet(last).clear();
        }
    }

    /** True when it has had nothing since then. */
    boolean isOlderThan(long atMillis) {
        return kept.isEmpty() || kept.lastKey() < atMillis;
    }

    private void judge(Kept one) {
        Accepted observation = one.observation;
        Map.Entry<Long, Kept> earlier = kept.lowerEntry(observation.at());
        one.before = earlier == null ? one.before : earlier.getValue().after;
        boolean known = one.before.isKnownAt(observation.at());
        if (known && observation.hasCounter()) {
            read(one);
            return;
        }
        one.given = known ? Given.NOTHING : new Given(observation.amountMillimetres(), true, null);
        double counter = observation.counterMillimetres();
        one.after =
                observation.hasCounter()
                        ? one.before.read(counter, observation.at(), counter)
                        : one.before;
    }

    private void read(Kept one) {
        double counter = one.observation.counterMillimetres();
        if (isNoReading(one)) {
            one.given = Given.NOTHING;
            one.after = one.before.passed(one.observation.at(), counter);
            return;
        }
        double level = one.before.levelMillimetres();
        boolean noise = counter < level && level - counter <= NOISE_MILLIMETRES;
        boolean reset = counter < level && !noise;
        if (counter - level > highest(one)) {
            one.given = new Given(Double.NaN, true, "IMPLAUSIBLE_RISE");
        } else {
            one.given = reset ? Given.NOTHING : fallen(one, noise ? 0 : counter - level);
        }
        one.after = one.before.read(noise ? level : counter, one.observation.at(), counter);
    }

    /** A counter of 0 between two that are about equal. */
    private boolean isNoReading(Kept one) {
        Long next = counters.higher(one.observation.at());
        if (one.observation.counterMillimetres() != 0 || next == null) {
            return false;
        }
        double before = one.before.lastMillimetres();
        double after = kept.get(next).observation.counterMillimetres();
        return before > NOISE_MILLIMETRES
                && after > NOISE_MILLIMETRES
                && Math.abs(after - before) <= NOISE_MILLIMETRES;
    }

    private static Given fallen(Kept one, double millimetres) {
        long gapMillis = one.observation.at() - one.before.readMillis();
        Duration interval = Duration.ofSeconds(one.observation.coveredSeconds());
        boolean missedNone = gapMillis <= interval.toMillis() * LONGEST_IN_INTERVALS;
        boolean flagged = millimetres > 0 && gapMillis > LONGEST_WITHOUT_FLAG_MILLIS && !missedNone;
        return new Given(
                millimetres,
                gapMillis <= LONGEST_OF_A_MINUTE_MILLIS || missedNone,
                flagged ? "RISE_OVER_GAP" : null);
    }

    /** What can fall since a counter came, mm. */
    private double highest(Kept one) {
        long since = one.observation.at() - one.before.cameMillis();
        return Math.max(highestIn10Minutes, highestIn10Minutes * since / TEN_MINUTES_MILLIS);
    }
}
