package io.outpost.cli.outcome;

import java.time.Duration;

/**
 * How long to wait for results without any progress.
 *
 * @param forCounts while records are not accounted for: counts come at the latest 60 s after their
 *     record
 * @param forPanes while nothing but open panes is missing: those of a replayed place close at the
 *     latest 10 min after its last observation
 */
public record Patience(Duration forCounts, Duration forPanes) {
    /** Says both defaults, for the help of an option. */
    public static final String DEFAULTS = "PT3M, or PT12M where only panes are open";

    private static final Patience USUAL =
            new Patience(Duration.ofMinutes(3), Duration.ofMinutes(12));

    /**
     * The usual one, or another.
     *
     * @param asked null: the usual one
     */
    public static Patience of(Duration asked) {
        return asked == null ? USUAL : new Patience(asked, asked);
    }

    Duration with(Outcome outcome) {
        return outcome != null && outcome.isAccountedFor() ? forPanes : forCounts;
    }
}
