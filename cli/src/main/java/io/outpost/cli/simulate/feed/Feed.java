package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;
import io.outpost.cli.simulate.world.SimulatedSensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * All records of a run in the order in which they are sent. Each sensor reports once per interval,
 * at its second within it. What is delayed waits here until its time; at the end of the run it is
 * handed out at once. Not thread-safe.
 */
public final class Feed {
    private static final long SECOND = 1000;

    private final List<Turn> turns = new ArrayList<>();
    private final long intervalMillis;
    private final long toMillis;
    private final ArrayDeque<Outgoing> now = new ArrayDeque<>();
    private final PriorityQueue<Delayed> later = new PriorityQueue<>();
    private long cycleMillis;
    private int next;
    private long sequence;

    private record Turn(FaultySensor sensor, long phaseMillis) {}

    private record Delayed(Outgoing record, long sequence) implements Comparable<Delayed> {
        @Override
        public int compareTo(Delayed other) {
            int byTime = Long.compare(record.arrivalMillis(), other.record.arrivalMillis());
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /**
     * Begins with the first reports at or after a time.
     *
     * @param toMillis no reports from here on; Long.MAX_VALUE: no end
     */
    public Feed(
            List<SimulatedSensor> sensors,
            ObservationBytes bytes,
            Reporting reporting,
            long fromMillis,
            long toMillis) {
        this.intervalMillis = reporting.intervalMillis();
        this.toMillis = toMillis;
        for (SimulatedSensor sensor : sensors) {
            turns.add(new Turn(new FaultySensor(sensor, bytes, reporting), phase(sensor)));
        }
        turns.sort(Comparator.comparingLong(Turn::phaseMillis));
        cycleMillis = Math.floorDiv(fromMillis, intervalMillis) * intervalMillis;
        while (nextReportMillis() < fromMillis) {
            turn();
        }
    }

    /** True when nothing is left to be sent. */
    public boolean isDone() {
        return now.isEmpty() && later.isEmpty() && nextReportMillis() >= toMillis;
    }

    /** Event time of the next report or delayed record. */
    public long nextMillis() {
        if (!now.isEmpty()) {
            return now.peek().arrivalMillis();
        }
        long report = nextReportMillis();
        if (later.isEmpty()) {
            return report;
        }
        long delayed = later.peek().record().arrivalMillis();
        return report >= toMillis ? Math.min(delayed, toMillis) : Math.min(delayed, report);
    }

    /** The next record, which may be one that is never sent; null: the next report is delayed. */
    public Outgoing poll() {
        if (!now.isEmpty()) {
            return now.poll();
        }
        long report = nextReportMillis();
        boolean ended = report >= toMillis;
        if (!later.isEmpty() && (ended || later.peek().record().arrivalMillis() <= report)) {
            return later.poll().record();
        }
        if (!ended) {
            turns.get(next).sensor().report(report, record -> sort(record, report));
            turn();
        }
        return now.poll();
    }

    /** How many wait for their time. */
    public int delayed() {
        return later.size();
    }

    private void sort(Outgoing record, long report) {
        if (record.arrivalMillis() <= report) {
            now.add(record);
        } else {
            later.add(new Delayed(record, sequence++));
        }
    }

    private long nextReportMillis() {
        return cycleMillis + turns.get(next).phaseMillis();
    }

    private void turn() {
        next++;
        if (next == turns.size()) {
            next = 0;
            cycleMillis += intervalMillis;
        }
    }

    private long phase(SimulatedSensor sensor) {
        long hash = Randomness.mix(sensor.key(), intervalMillis);
        return intervalMillis % SECOND == 0
                ? Randomness.between(hash, 0, intervalMillis / SECOND - 1) * SECOND
                : Randomness.between(hash, 0, intervalMillis - 1);
    }
}
