package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How far the job has told to be, over time. */
final class Progress implements Consumer<String> {
    private final List<Sample> samples = new ArrayList<>();

    /**
     * One moment.
     *
     * @param millis ms since 1970
     * @param processed observations of the log that have been through the keyed operator
     */
    record Sample(long millis, long processed) {}

    /** Takes a line of {@link PositionReporter}. */
    @Override
    public synchronized void accept(String line) {
        String[] fields = line.substring(PositionReporter.POSITION.length()).split(" ", -1);
        // A job that has just been restored knows not yet of all partitions where it is.
        if (Integer.parseInt(fields[1]) == Backlog.PARTITIONS) {
            samples.add(new Sample(Long.parseLong(fields[0]), Long.parseLong(fields[2])));
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
