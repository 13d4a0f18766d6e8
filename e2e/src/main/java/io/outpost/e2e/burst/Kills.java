package io.outpost.e2e.burst;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/** Who is killed when: at random within a burst, by a seed. */
final class Kills {
    private static final double EARLIEST = 0.1;
    private static final double LATEST = 0.9;

    private final List<Kill> waiting = new ArrayList<>();

    /** By what the moment of a kill is known. */
    enum Progress {
        SENT,
        DELIVERED
    }

    /**
     * A kill.
     *
     * @param share of the burst that was sent or delivered by then, 0 to 1
     */
    record Kill(Victim victim, Progress by, double share) {
        @Override
        public String toString() {
            return "%s at %.0f %%%s"
                    .formatted(
                            victim.label(),
                            share * 100,
                            by == Progress.DELIVERED ? " delivered" : "");
        }
    }

    /** Does a kill. */
    interface Strike {
        /** False when it does not run now. */
        boolean hits(Victim victim) throws IOException, InterruptedException;
    }

    private Kills() {}

    static Kills of(Victim victim, long seed) {
        SplittableRandom random =
                new SplittableRandom(seed * Victim.values().length + victim.ordinal());
        Kills kills = new Kills();
        for (Victim part : victim.parts()) {
            for (Progress by : part.moments()) {
                double share = EARLIEST + random.nextDouble() * (LATEST - EARLIEST);
                kills.waiting.add(new Kill(part, by, share));
            }
        }
        return kills;
    }

    /** How many are of who sends: each may come between an answer and its record. */
    int ofSenders() {
        return (int) waiting.stream().filter(kill -> kill.victim() == Victim.DELIVER).count();
    }

    /** Does those whose time has come; returns those that hit. */
    List<Kill> strike(Progress by, double share, Strike strike)
            throws IOException, InterruptedException {
        List<Kill> hit = new ArrayList<>();
        for (Iterator<Kill> kills = waiting.iterator(); kills.hasNext(); ) {
            Kill kill = kills.next();
            if (kill.by() == by && kill.share() <= share && strike.hits(kill.victim())) {
                kills.remove();
                hit.add(kill);
            }
        }
        return hit;
    }

    boolean areDone() {
        return waiting.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(", ", waiting.stream().map(Kill::toString).toList());
    }
}
