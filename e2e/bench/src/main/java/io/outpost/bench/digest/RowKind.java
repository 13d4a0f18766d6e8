package io.outpost.bench.digest;

/** The kinds of rows that count in a digest; panes by the ordinal of their tier come first. */
public final class RowKind {
    public static final int MINUTE = 0;
    public static final int QUARTER_HOUR = 1;
    public static final int HOUR = 2;
    public static final int DAY = 3;
    public static final int TRANSITION = 4;

    private RowKind() {}
}
