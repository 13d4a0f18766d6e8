package io.outpost.e2e.oracle.fold;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The panes of one width that are not empty, in the order of time; aligned to UTC. */
public final class PaneSeries {
    static final long MINUTE = Duration.ofMinutes(1).toMillis();
    static final long QUARTER_HOUR = Duration.ofMinutes(15).toMillis();
    static final long HOUR = Duration.ofHours(1).toMillis();
    static final long DAY = Duration.ofDays(1).toMillis();

    private final long widthMillis;
    private final List<Pane> panes = new ArrayList<>();

    PaneSeries(long widthMillis) {
        this.widthMillis = widthMillis;
    }

    /** Adds an observation; they come in the order of time. */
    void add(Accepted observation) {
        long start = startOf(observation.at());
        if (panes.isEmpty() || last().startMillis() != start) {
            panes.add(new Pane(start));
        }
        last().add(observation);
    }

    void dropEndingAfter(long endMillis) {
        panes.removeIf(pane -> pane.startMillis() + widthMillis > endMillis);
    }

    /** Adds rain to a pane that has an observation. */
    void addRain(long atMillis, String sensor, double millimetres) {
        panes.get(indexAt(startOf(atMillis))).addRain(sensor, millimetres);
    }

    /** Position of the pane with this start; -1 when there is none. */
    public int indexAt(long startMillis) {
        int index = panes.isEmpty() ? -1 : indexOf(startMillis);
        return index >= 0 && panes.get(index).startMillis() == startMillis ? index : -1;
    }

    public List<Pane> panes() {
        return Collections.unmodifiableList(panes);
    }

    public long widthMillis() {
        return widthMillis;
    }

    /** End of the last pane; Long.MIN_VALUE when there is none. */
    public long lastEndMillis() {
        return panes.isEmpty() ? Long.MIN_VALUE : last().startMillis() + widthMillis;
    }

    /**
     * Rolling means over a window that ends with a pane: of the panes that start in [end - window,
     * end).
     */
    public Rolling rolling(int index, long windowMillis) {
        long end = panes.get(index).startMillis() + widthMillis;
        Rolling rolling = new Rolling(windowMillis);
        for (int i = index; i >= 0 && panes.get(i).startMillis() >= end - windowMillis; i--) {
            rolling.add(panes.get(i));
        }
        return rolling;
    }

    private Pane last() {
        return panes.get(panes.size() - 1);
    }

    private long startOf(long atMillis) {
        return Math.floorDiv(atMillis, widthMillis) * widthMillis;
    }

    private int indexOf(long startMillis) {
        int low = 0;
        int high = panes.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (panes.get(middle).startMillis() < startMillis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
