package io.outpost.core.preference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in an array each signal stands that preferences need. One table may serve any number of
 * preferences of a cadence: compiling one adds what it needs. Not thread-safe.
 */
public final class SignalTable {
    private final Map<Signal, Integer> positions = new HashMap<>();
    private final List<Signal> signals = new ArrayList<>();

    /** The position of a signal, added where it was not there. */
    int positionOf(Signal signal) {
        return positions.computeIfAbsent(
                signal,
                added -> {
                    signals.add(added);
                    return signals.size() - 1;
                });
    }

    /** How many numbers a pane has. */
    public int size() {
        return signals.size();
    }

    /** What stands at a position, 0..{@link #size} - 1. */
    public Signal at(int position) {
        return signals.get(position);
    }
}
