package io.outpost.cli.verify.fold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The panes of one width that are not empty, aligned to UTC: which are open, and of which closed
 * ones the row has changed.
 */
final class PaneSeries {
    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long QUARTER_HOUR = Duration.ofMinutes(15).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();

    private static final long LIVE_CLOSES_AFTER = Duration.ofSeconds(60).toMillis();
    private static final long OPEN_AT_LEAST = Duration.ofSeconds(5).toMillis();

    private final long widthMillis;
    private final TreeMap<Long, Pane> panes = new TreeMap<>();
    private final TreeMap<Long, Pane> open = new TreeMap<>();
    private final TreeSet<Long> changed = new TreeSet<>();
    private final List<Pane> closing = new ArrayList<>();

    /** Of {@link #changed} those of this event. */
    private final TreeSet<Long> touched = new TreeSet<>();

    PaneSeries(long widthMillis) {
        this.widthMillis = widthMillis;
    }

    void add(Accepted observation) {
        long start = startOf(observation.at());
        Pane pane = panes.get(start);
        if (pane == null) {
            pane = new Pane(start, observation.logged().receivedAtMillis());
            panes.put(start, pane);
            open.put(start, pane);
        }
        pane.add(observation);
        change(pane);
    }

    /** Says that a pane's row changes; of an open one there is none yet. */
    void change(Pane pane) {
        if (pane.isClosed()) {
            changed.add(pane.startMillis());
            touched.add(pane.startMillis());
        }
    }

    /** Null when it is empty. */
    Pane at(long atMillis) {
        return panes.get(startOf(atMillis));
    }

    /** Those that start in [from, to). */
    Collection<Pane> between(long fromMillis, long toMillis) {
        return panes.subMap(fromMillis, toMillis).values();
    }

    /** Those that have closed and start at this time or later. */
    List<Pane> closedFrom(long fromMillis) {
        return panes.tailMap(fromMillis).values().stream().filter(Pane::isClosed).toList();
    }

    /** Closes those that have ended by then. */
    void closeEndedBy(long atMillis) {
        while (!open.isEmpty() && open.firstKey() + widthMillis <= atMillis) {
            close(open.firstEntry().getValue());
        }
    }

    /** Closes those that are due by then at a live place. */
    void closeDueBy(long atMillis) {
        for (Pane pane : List.copyOf(open.values())) {
            if (liveDue(pane) <= atMillis) {
                close(pane);
            }
        }
    }

    void closeAll() {
        List.copyOf(open.values()).forEach(this::close);
    }

    /** When the next one is due at a live place; Long.MAX_VALUE when none is open. */
    long nextLiveDue() {
        long next = Long.MAX_VALUE;
        for (Pane pane : open.values()) {
            next = Math.min(next, liveDue(pane));
        }
        return next;
    }

    /** The panes that close in this event, until they are taken. */
    List<Pane> closing() {
        return closing;
    }

    /** The panes that close in this event; then none. */
    List<Pane> takeClosing() {
        List<Pane> taken = List.copyOf(closing);
        closing.clear();
        return taken;
    }

    /** The closed panes whose rows have changed; then none. */
    List<Pane> takeChanged() {
        List<Pane> taken = changed.stream().map(panes::get).toList();
        changed.clear();
        return taken;
    }

    /** The starts of the closed panes that have changed in this event. */
    Collection<Long> touched() {
        return touched;
    }

    void endEvent() {
        touched.clear();
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    boolean isClosing() {
        return !closing.isEmpty();
    }

    int openCount() {
        return open.size();
    }

    /** Forgets closed panes that nothing can reach any more. */
    void forgetBefore(long atMillis) {
        NavigableMap<Long, Pane> old = panes.headMap(atMillis, false);
        old.values().removeIf(pane -> pane.isClosed() && !changed.contains(pane.startMillis()));
    }

    long widthMillis() {
        return widthMillis;
    }

    /**
     * Rolling means over a window that ends with a pane: of the panes that start in [end - window,
     * end).
     */
    Rolling rolling(Pane last, long windowMillis) {
        long end = last.startMillis() + widthMillis;
        Rolling rolling = new Rolling(windowMillis);
        panes.subMap(end - windowMillis, end).values().forEach(rolling::add);
        return rolling;
    }

    long startOf(long atMillis) {
        return Math.floorDiv(atMillis, widthMillis) * widthMillis;
    }

    private long liveDue(Pane pane) {
        long ended = pane.startMillis() + widthMillis + LIVE_CLOSES_AFTER;
        return Math.max(ended, pane.openedMillis() + OPEN_AT_LEAST);
    }

    private void close(Pane pane) {
        open.remove(pane.startMillis());
        pane.close();
        closing.add(pane);
    }
}
