package io.outpost.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.observe.Inbound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaceBatchTest {
    private static final int CAPACITY = 100;

    private final Random random = new Random(4);
    private final PlaceBatch batch = new PlaceBatch(CAPACITY);

    /** A record that is told by its place and by when it was received. */
    private static Inbound inbound(long placeKey, long receivedAtMillis) {
        return new Inbound(placeKey, "place", receivedAtMillis, null, null, null);
    }

    @Test
    void handsOutEveryRecordOncePlaceByPlaceEachInItsOrder() throws Exception {
        long next = 0;
        for (int round = 0; round < 50; round++) {
            int many = 1 + random.nextInt(CAPACITY);
            Map<Long, List<Long>> expected = new HashMap<>();
            for (int i = 0; i < many; i++) {
                // Keys whose lowest bits are the same, and zero.
                long place = (long) random.nextInt(1 + round) << 40;
                batch.add(inbound(place, next), next);
                expected.computeIfAbsent(place, key -> new ArrayList<>()).add(next);
                next++;
            }
            assertEquals(many == CAPACITY, batch.isFull());

            Map<Long, List<Long>> found = new HashMap<>();
            List<Long> visits = new ArrayList<>();
            batch.drainTo(
                    (record, timestamp) -> {
                        assertEquals(record.receivedAtMillis(), timestamp);
                        found.computeIfAbsent(record.placeKey(), key -> new ArrayList<>())
                                .add(timestamp);
                        if (visits.isEmpty()
                                || !visits.get(visits.size() - 1).equals(record.placeKey())) {
                            visits.add(record.placeKey());
                        }
                    });
            assertEquals(expected, found);
            assertEquals(expected.size(), visits.size(), "each place is visited once");
            assertTrue(batch.isEmpty());
        }
    }

    @Test
    void ofOneRecordIsFullAtOnce() throws Exception {
        PlaceBatch single = new PlaceBatch(1);
        for (long key = 0; key < 10; key++) {
            assertTrue(single.isEmpty());
            single.add(inbound(key, 0), 0);
            assertTrue(single.isFull());
            single.drainTo((record, timestamp) -> {});
        }
    }
}
