package io.outpost.flink.kafka;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * The records of one poll, in turns of its partitions: so their times stay close together, however
 * much a poll brings of each. Those of a partition keep their order.
 */
final class Turns<E> implements RecordsWithSplitIds<E> {
    static final int TURN_RECORDS = 1024;

    private final RecordsWithSplitIds<E> polled;
    private final Queue<Split<E>> waiting = new ArrayDeque<>();
    private Split<E> current;
    private int left;

    private record Split<E>(String id, Iterator<E> records) {}

    Turns(RecordsWithSplitIds<E> polled) {
        this.polled = polled;
        for (String id = polled.nextSplit(); id != null; id = polled.nextSplit()) {
            List<E> records = new ArrayList<>();
            for (E one = next(); one != null; one = next()) {
                records.add(one);
            }
            waiting.add(new Split<>(id, records.iterator()));
        }
    }

    private E next() {
        return polled.nextRecordFromSplit();
    }

    /** A split comes again after all others, until it has no record left. */
    @Override
    public String nextSplit() {
        if (current != null && current.records.hasNext()) {
            waiting.add(current);
        }
        current = waiting.poll();
        left = TURN_RECORDS;
        return current == null ? null : current.id;
    }

    @Override
    public E nextRecordFromSplit() {
        if (left == 0 || !current.records.hasNext()) {
            return null;
        }
        left--;
        return current.records.next();
    }

    @Override
    public Set<String> finishedSplits() {
        return polled.finishedSplits();
    }

    @Override
    public void recycle() {
        polled.recycle();
    }
}
