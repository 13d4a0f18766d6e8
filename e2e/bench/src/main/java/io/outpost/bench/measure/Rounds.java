package io.outpost.bench.measure;

import java.util.ArrayList;
import java.util.List;

/** Interleaved rounds on one backlog. */
public final class Rounds {
    private Rounds() {}

    /** What was measured, by contenders that never failed; nothing without the reference. */
    public static List<Measurement> run(Track track, List<Entry> entries, int rounds)
            throws InterruptedException {
        List<Measurement> measured = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Entry entry : entries) {
                if (track.failures().containsKey(entries.get(0).name())) {
                    return List.of();
                }
                track.run(entry, round).ifPresent(measured::add);
            }
        }
        measured.removeIf(m -> track.failures().containsKey(m.contender()));
        return measured;
    }
}
