package io.outpost.cli.replay.mapping;

/** Where the time of a row comes from: one column, or several with a part each. */
public sealed interface TimeSource {
    /** Local times are read by it; a column that carries its own offset does without. */
    LocalClock clock();

    /** One column with a pattern. */
    record OneColumn(String column, TimePattern pattern, LocalClock clock) implements TimeSource {}

    /** Numbers in columns; without hour or minute (null) these are 0. */
    record Parts(
            String year, String month, String day, String hour, String minute, LocalClock clock)
            implements TimeSource {}
}
