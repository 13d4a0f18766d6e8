package io.outpost.core.preference;

import io.outpost.core.condition.Levels;
import java.util.Arrays;
import java.util.List;

/** How urgent an episode is, mildest first. */
public enum Severity {
    NOTICE,
    WARNING,
    CRITICAL;

    /** Those of the episodes of preferences. */
    static final Levels LEVELS = Levels.named(names());

    /** As a level of an episode, 1 to 3: it stands in stored state, so append only. */
    public int level() {
        return ordinal() + 1;
    }

    /** All names, mildest first. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Severity::name).toList();
    }
}
