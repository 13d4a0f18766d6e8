package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final int TURN = Turns.TURN_RECORDS;

    private final Map<String, Integer> polled = new LinkedHashMap<>();

    @Test
    void partitionsTakeTurnsUntilNoneHasRecords() {
        polled.put("a", 2 * TURN + 1);
        polled.put("b", 3);
        polled.put("c", TURN);
        assertEquals(List.of("a " + TURN, "b 3", "c " + TURN, "a " + TURN, "a 1"), turns());
    }

    @Test
    void aPollWithoutRecordsHasNoTurn() {
        assertEquals(List.of(), turns());
        polled.put("a", 0);
        assertEquals(List.of("a 0"), turns());
    }

    /** Each turn as its partition and how many records it had; those of a partition in order. */
    private List<String> turns() {
        Turns<Integer> turns = new Turns<>(poll());
        Map<String, Integer> read = new LinkedHashMap<>();
        List<String> found = new ArrayList<>();
        for (String id = turns.nextSplit(); id != null; id = turns.nextSplit()) {
            int before = read.getOrDefault(id, 0);
            int next = before;
            for (Integer one = turns.nextRecordFromSplit();
                    one != null;
                    one = turns.nextRecordFromSplit()) {
                assertEquals(next, one);
                next++;
            }
            assertNull(turns.nextRecordFromSplit(), "a turn that is over stays so");
            read.put(id, next);
            found.add(id + " " + (next - before));
        }
        assertEquals(polled, read);
        assertEquals(Set.of("finished"), turns.finishedSplits());
        return found;
    }

    private RecordsWithSplitIds<Integer> poll() {
        Iterator<Map.Entry<String, Integer>> splits = polled.entrySet().iterator();
        return new RecordsWithSplitIds<>() {
            private Iterator<Integer> records;

            @Override
            public String nextSplit() {
                if (!splits.hasNext()) {
                    return null;
                }
                Map.Entry<String, Integer> split = splits.next();
                records = IntStream.range(0, split.getValue()).iterator();
                return split.getKey();
            }

            @Override
            public Integer nextRecordFromSplit() {
                return records.hasNext() ? records.next() : null;
            }

            @Override
            public Set<String> finishedSplits() {
                return Set.of("finished");
            }
        };
    }
}
