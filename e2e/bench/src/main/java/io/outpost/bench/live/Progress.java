package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** How far the job has reported to be, over time. */
final class Progress implements Consumer<String> {
    private static final int FIELDS_BEFORE_PARTITIONS = 2;

    private final List<Sample> samples = new ArrayList<>();

    /** By partition: the offsets of ticks. A job that was restored reads some of them again. */
    private final List<TreeSet<Long>> ticks = new ArrayList<>();

    Progress() {
        for (int partition = 0; partition < Backlog.PARTITIONS; partition++) {
            ticks.add(new TreeSet<>());
        }
    }

    /**
     * One moment.
     *
     * @param millis ms since 1970
     * @param processed observations of the log that have been through the keyed operator
     */
    record Sample(long millis, long processed) {}

    /** Takes a line of {@link PositionReporter} or {@link ReportTicks}. */
    @Override
    public synchronized void accept(String line) {
        String[] fields = line.substring(line.indexOf(' ') + 1).split(" ", -1);
        if (line.startsWith(ReportTicks.TICK)) {
            ticks.get(Integer.parseInt(fields[0])).add(Long.parseLong(fields[1]));
        } else if (fields.length == FIELDS_BEFORE_PARTITIONS + 2 * Backlog.PARTITIONS) {
            // A job that has just been restored knows not yet of all partitions where it is.
            samples.add(
                    new Sample(
                            Long.parseLong(fields[0]), read(fields) - Long.parseLong(fields[1])));
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

    /** Observations before where the sources are in the log. */
    private long read(String[] fields) {
        long read = 0;
        for (int i = FIELDS_BEFORE_PARTITIONS; i < fields.length; i += 2) {
            long next = Long.parseLong(fields[i + 1]);
            read += next - ticks.get(Integer.parseInt(fields[i])).headSet(next).size();
        }
        return read;
    }
}
