package io.outpost.cli.replay.mapping;

import java.util.Optional;

/** Where the time of a row comes from: one column, or several with a part each. */
public sealed interface TimeSource {
    /** Local times are read with this zone; a column that carries its own offset does without. */
    Optional<WallClock> wallClock();

    /** One column with a pattern. */
    record OneColumn(String column, TimePattern pattern, Optional<WallClock> wallClock)
            implements TimeSource {}

    /** Numbers in columns; without hour or minute (null) these are 0. */
    record Parts(
            String year,
            String month,
            String day,
            String hour,
            String minute,
            Optional<WallClock> wallClock)
            implements TimeSource {}
}
