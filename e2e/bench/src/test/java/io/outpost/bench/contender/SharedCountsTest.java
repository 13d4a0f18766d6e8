package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.bench.digest.RowDigest;
import org.junit.jupiter.api.Test;

class SharedCountsTest {
    @Test
    void whatSinksOfAnEarlierPassStillAddDoesNotCount() {
        SharedCounts.reset();
        RowDigest before = SharedCounts.newDigest();
        before.add(3);
        assertEquals(1, SharedCounts.rows());
        SharedCounts.reset();
        RowDigest after = SharedCounts.newDigest();
        before.add(5);
        after.add(7);
        assertEquals(1, SharedCounts.rows());
        assertEquals(7, SharedCounts.digest());
    }
}
