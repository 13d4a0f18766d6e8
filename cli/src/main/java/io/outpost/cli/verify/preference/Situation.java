package io.outpost.cli.verify.preference;

/**
 * Where the episodes of a preference are.
 *
 * @param level urgency of the open episode; 0 outside of one, as the peak and the start
 * @param sinceMillis when a pending or recovery time began
 * @param coolUntilMillis before then no other begins; {@link Memory#NEVER}: none has ended
 */
record Situation(
        State state,
        int level,
        int peak,
        long startMillis,
        long sinceMillis,
        long coolUntilMillis) {
    static final Situation FIRST = new Situation(State.UNKNOWN, 0, 0, 0, 0, Memory.NEVER);

    /** As of conditions. */
    enum State {
        UNKNOWN,
        OK,
        PENDING,
        ACTIVE,
        RECOVERING
    }

    boolean isInEpisode() {
        return startMillis != 0;
    }

    Situation waiting(State next, long atMillis) {
        return new Situation(
                next,
                level,
                peak,
                startMillis,
                state == next ? sinceMillis : atMillis,
                coolUntilMillis);
    }

    Situation active(int urgency, long start) {
        return new Situation(
                State.ACTIVE,
                Math.max(level, urgency),
                Math.max(peak, urgency),
                start,
                0,
                coolUntilMillis);
    }

    /** Without an episode; one that was open ends. */
    Situation outside(State next, long atMillis, long cooldownMillis) {
        return new Situation(
                next, 0, 0, 0, 0, isInEpisode() ? atMillis + cooldownMillis : coolUntilMillis);
    }

    /** After an instant. */
    Situation after(Truth truth, long atMillis, Wish wish) {
        return switch (truth) {
            case UNKNOWN -> outside(State.UNKNOWN, atMillis, wish.cooldownMillis());
            case FALSE -> notHolding(atMillis, wish);
            case TRUE ->
                    isCoolingDown(atMillis)
                            ? outside(State.OK, atMillis, 0)
                            : holding(atMillis, wish);
        };
    }

    private boolean isCoolingDown(long atMillis) {
        return !isInEpisode() && atMillis < coolUntilMillis;
    }

    private Situation holding(long atMillis, Wish wish) {
        if (isInEpisode()) {
            return active(wish.urgencyAfter(atMillis - startMillis), startMillis);
        }
        Situation pending = waiting(State.PENDING, atMillis);
        return atMillis - pending.sinceMillis >= wish.pendingMillis()
                ? active(wish.urgencyAfter(0), atMillis)
                : pending;
    }

    private Situation notHolding(long atMillis, Wish wish) {
        if (!isInEpisode()) {
            return outside(State.OK, atMillis, 0);
        }
        Situation recovering = waiting(State.RECOVERING, atMillis);
        return atMillis - recovering.sinceMillis >= wish.recoveryMillis()
                ? outside(State.OK, atMillis, wish.cooldownMillis())
                : recovering;
    }
}
