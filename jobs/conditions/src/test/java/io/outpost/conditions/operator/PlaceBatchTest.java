package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.PlaceInput;
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

    /** A record that is known by its place and by when it was received. */
    private static PlaceInput input(String placeId, long receivedAtMillis) {
        return new PlaceInput(placeId, receivedAtMillis, null, null, null, null, null);
    }

    @Test
    void handsOutEveryRecordOncePlaceByPlaceEachInItsOrder() throws Exception {
        long next = 0;
        for (int round = 0; round < 50; round++) {
            int many = 1 + random.nextInt(CAPACITY);
            Map<String, List<Long>> expected = new HashMap<>();
            for (int i = 0; i < many; i++) {
                // Of each two the hashes are the same.
                int number = random.nextInt(1 + round);
                String place = (number % 2 == 0 ? "Aa" : "BB") + number / 2;
                batch.add(batch.numberOf(place), input(place, next));
                expected.computeIfAbsent(place, key -> new ArrayList<>()).add(next);
                next++;
            }
            assertEquals(many == CAPACITY, batch.isFull());

            Map<String, List<Long>> found = new HashMap<>();
            List<String> visits = new ArrayList<>();
            batch.drainTo(
                    (visit, record) -> {
                        found.computeIfAbsent(record.placeId(), key -> new ArrayList<>())
                                .add(record.receivedAtMillis());
                        if (visits.isEmpty()
                                || !visits.get(visits.size() - 1).equals(record.placeId())) {
                            visits.add(record.placeId());
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
            single.add(single.numberOf("place " + key), input("place " + key, 0));
            assertTrue(single.isFull());
            single.drainTo((visit, record) -> {});
        }
    }
}
