package io.outpost.core.place;

/**
 * What became of the observations that a {@link PlaceKeeper} was given, over all its places, since
 * it was made; those that wait or were rejected are in none of these. Written by one thread;
 * another one that reads may see the last few later.
 */
public final class Outcomes {
    long accepted;
    long duplicate;
    long conflict;
    long late;

    Outcomes() {}

    /** Of one observation, what became of it between then and now. */
    public String since(Outcomes then) {
        if (accepted > then.accepted) {
            return "accepted";
        } else if (duplicate > then.duplicate) {
            return "duplicate";
        } else if (conflict > then.conflict) {
            return "conflict";
        }
        return late > then.late ? "late" : "waiting or rejected";
    }

    /** As they are now. */
    public Outcomes copy() {
        Outcomes copy = new Outcomes();
        copy.accepted = accepted;
        copy.duplicate = duplicate;
        copy.conflict = conflict;
        copy.late = late;
        return copy;
    }

    /** Observations that were new. */
    public long accepted() {
        return accepted;
    }

    /** The same observations again. */
    public long duplicate() {
        return duplicate;
    }

    /** Others of a sensor's second that has one already. */
    public long conflict() {
        return conflict;
    }

    /** Observations behind the hour horizon of their place. */
    public long late() {
        return late;
    }
}
