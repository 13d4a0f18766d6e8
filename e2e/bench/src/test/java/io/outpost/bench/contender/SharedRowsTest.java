package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.bench.digest.RowTally;
import org.junit.jupiter.api.Test;

class SharedRowsTest {
    @Test
    void whatSinksOfAnEarlierPassStillAddDoesNotCount() {
        SharedRows.reset();
        RowTally before = SharedRows.newTally();
        before.add(3);
        assertEquals(1, SharedRows.rows());
        SharedRows.reset();
        RowTally after = SharedRows.newTally();
        before.add(5);
        after.add(7);
        assertEquals(1, SharedRows.rows());
        assertEquals(7, SharedRows.digest());
    }
}
