package io.outpost.core.place;

/** The widths of panes that have rows. */
// Their order is part of the stored state: append only.
public enum PaneWidth {
    MINUTE(60),
    QUARTER_HOUR(15 * 60),
    HOUR(60 * 60),
    DAY(24 * 60 * 60);

    private final long millis;

    PaneWidth(int seconds) {
        this.millis = seconds * 1000L;
    }

    /** Width of a pane, ms. */
    public long millis() {
        return millis;
    }

    /** Start of the pane that an instant lies in; panes are aligned to UTC. */
    public long startOf(long atMillis) {
        // By constants: a division by a field costs ten times as much, several times per record.
        return switch (this) {
            case MINUTE -> atMillis - Math.floorMod(atMillis, 60_000L);
            case QUARTER_HOUR -> atMillis - Math.floorMod(atMillis, 900_000L);
            case HOUR -> atMillis - Math.floorMod(atMillis, 3_600_000L);
            case DAY -> atMillis - Math.floorMod(atMillis, 86_400_000L);
        };
    }
}
