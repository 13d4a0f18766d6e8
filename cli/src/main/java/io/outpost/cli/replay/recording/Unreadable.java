package io.outpost.cli.replay.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what could not be read, and keeps where the first ten stand. */
public final class Unreadable {
    private static final int EXAMPLES = 10;

    private final Map<UnreadableReason, Long> counts = new EnumMap<>(UnreadableReason.class);
    private final List<String> examples = new ArrayList<>();

    /**
     * Counts one.
     *
     * @param detail the text that could not be read, and of which column
     */
    public void add(UnreadableReason reason, String file, long line, String detail) {
        counts.merge(reason, 1L, Long::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(file + " line " + line + ": " + reason + ": " + shortened(detail));
        }
    }

    /** Numbers by the reasons' names. */
    public Map<String, Long> byReason() {
        Map<String, Long> byReason = new TreeMap<>();
        counts.forEach((reason, n) -> byReason.put(reason.name(), n));
        return byReason;
    }

    /** File, line and text of the first ten. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    private static String shortened(String detail) {
        return detail.length() <= 120 ? detail : detail.substring(0, 120) + "...";
    }
}
