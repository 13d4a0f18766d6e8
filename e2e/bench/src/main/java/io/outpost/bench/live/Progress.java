package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** How far the job has reported to be, over time. */
final class Progress {
    private final List<Sample> samples = new ArrayList<>();

    /** Offsets by partition. A job that was restored reads some ticks again. */
    private final Map<Integer, TreeSet<Long>> ticks = new HashMap<>();

    /** Observations of the log that are through the keyed operator at an instant. */
    record Sample(long millis, long processed) {}

    /** Takes a report of {@link PositionReporter} or {@link TickReporter}. */
    synchronized void accept(Object report) {
        if (report instanceof TickReporter.Tick tick) {
            ticks.computeIfAbsent(tick.partition(), partition -> new TreeSet<>())
                    .add(tick.offset());
        } else if (report instanceof PositionReporter.Position position
                && position.nextOffsets().size() == Backlog.PARTITIONS) {
            // A job that has just been restored does not know all positions yet.
            long read = 0;
            for (Map.Entry<Integer, Long> next : position.nextOffsets().entrySet()) {
                var before = ticks.getOrDefault(next.getKey(), new TreeSet<>());
                read += next.getValue() - before.headSet(next.getValue()).size();
            }
            samples.add(new Sample(position.millis(), read - position.between()));
        }
    }

    /** The newest sample; one of 1970 with nothing processed when there is none. */
    synchronized Sample latest() {
        return samples.isEmpty() ? new Sample(0, 0) : samples.get(samples.size() - 1);
    }

    synchronized List<Sample> within(long fromMillis, long toMillis) {
        return samples.stream()
                .filter(sample -> sample.millis() >= fromMillis && sample.millis() < toMillis)
                .toList();
    }
}
