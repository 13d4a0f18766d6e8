package io.outpost.cli.verify.fold;

import java.util.ArrayDeque;

/** After which silence, by {@code received}, a place that is not live closes its panes. */
final class IdleTimeout {
    private static final int GAPS = 8;
    private static final int GAPS_NEEDED = 2;
    private static final long UNKNOWN_MILLIS = 60_000;
    private static final long LEAST_MILLIS = 5_000;
    private static final long MOST_MILLIS = 600_000;

    private final ArrayDeque<Long> gaps = new ArrayDeque<>();
    private boolean hasAccepted;
    private long lastMillis;

    void accepted(long receivedMillis) {
        if (hasAccepted) {
            gaps.add(receivedMillis - lastMillis);
            if (gaps.size() > GAPS) {
                gaps.remove();
            }
        }
        hasAccepted = true;
        lastMillis = receivedMillis;
    }

    /** When the panes of a place that has accepted an observation are due. */
    long dueMillis() {
        return lastMillis + millis();
    }

    private long millis() {
        if (gaps.size() < GAPS_NEEDED) {
            return UNKNOWN_MILLIS;
        }
        long greatest = gaps.stream().mapToLong(Long::longValue).max().orElseThrow();
        return Math.min(Math.max(3 * greatest, LEAST_MILLIS), MOST_MILLIS);
    }
}
