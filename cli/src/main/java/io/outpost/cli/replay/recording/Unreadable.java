package io.outpost.cli.replay.recording;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what could not be read, and keeps where the first two of each kind stand. */
public final class Unreadable {
    private static final int EXAMPLES_OF_A_KIND = 2;
    private static final int MOST_KINDS = 40;
    private static final int LONGEST_DETAIL = 120;

    private final Map<UnreadableReason, Long> counts = new EnumMap<>(UnreadableReason.class);
    private final Map<String, List<String>> examples = new LinkedHashMap<>();
    private long rows;
    private long rowsWithLosses;
    private boolean losses;

    /**
     * Counts one of the current row.
     *
     * @param kind of trouble besides the reason, such as the column
     * @param detail the text that could not be read
     */
    void add(UnreadableReason reason, String kind, Line line, String detail) {
        counts.merge(reason, 1L, Long::sum);
        losses |= reason.isLoss();
        String key = reason + kind;
        if (examples.size() < MOST_KINDS || examples.containsKey(key)) {
            List<String> ofTheKind = examples.computeIfAbsent(key, k -> new ArrayList<>());
            if (ofTheKind.size() < EXAMPLES_OF_A_KIND) {
                ofTheKind.add(line + ": " + reason + ": " + shortened(detail));
            }
        }
    }

    /** The row has been read; the next one may begin. */
    void endRow() {
        rows++;
        rowsWithLosses += losses ? 1 : 0;
        losses = false;
    }

    public long rows() {
        return rows;
    }

    /** Rows of which anything was lost. */
    public long rowsWithLosses() {
        return rowsWithLosses;
    }

    /** Numbers by the reasons' names. */
    public Map<String, Long> byReason() {
        Map<String, Long> byReason = new TreeMap<>();
        counts.forEach((reason, n) -> byReason.put(reason.name(), n));
        return byReason;
    }

    /** File, line and text of two of each kind. */
    public List<String> examples() {
        return examples.values().stream().flatMap(List::stream).toList();
    }

    private static String shortened(String detail) {
        String oneLine = detail.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= LONGEST_DETAIL
                ? oneLine
                : oneLine.substring(0, LONGEST_DETAIL) + "...";
    }
}
