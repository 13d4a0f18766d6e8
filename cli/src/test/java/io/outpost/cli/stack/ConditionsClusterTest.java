package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsClusterTest {
    private static final String LOG = "Source: read log -> receive records";
    private static final String TICKS = "Source: make ticks -> write ticks";
    private static final String PLACES = "keep places";

    @Test
    void ticksAreMadeOnceAndNoPartitionHasTwoReaders() {
        assertEquals(
                Map.of(LOG, 3, TICKS, 1, PLACES, 8),
                ConditionsCluster.wanted(Set.of(LOG, TICKS, PLACES), 8, 3));
        assertEquals(
                Map.of(LOG, 2, TICKS, 1, PLACES, 2),
                ConditionsCluster.wanted(Set.of(LOG, TICKS, PLACES), 2, 3));
    }
}
