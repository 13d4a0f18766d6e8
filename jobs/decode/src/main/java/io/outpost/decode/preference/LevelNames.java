package io.outpost.decode.preference;

import io.outpost.core.condition.Condition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The names of the levels of each condition, mildest first; those of some are settings. */
public final class LevelNames {
    /** Of no level, below all others. */
    public static final String NONE = "NONE";

    private final Map<Condition, List<String>> names;

    public LevelNames(Map<Condition, List<String>> names) {
        this.names = new EnumMap<>(names);
        if (!this.names.keySet().containsAll(List.of(Condition.values()))) {
            throw new IllegalArgumentException("levels must be named for each condition");
        }
    }

    /** The number of a level, 0: none; -1: no level has this name. */
    int level(Condition condition, String name) {
        return NONE.equals(name) ? 0 : minusOneAsNone(names.get(condition).indexOf(name));
    }

    private static int minusOneAsNone(int index) {
        return index < 0 ? -1 : index + 1;
    }

    List<String> of(Condition condition) {
        return names.get(condition);
    }
}
