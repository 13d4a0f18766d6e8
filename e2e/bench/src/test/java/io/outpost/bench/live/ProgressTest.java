package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void countsWhatIsThroughTheKeyedOperator() {
        progress.accept(position(3, Map.of(0, 10L, 1, 20L, 2, 0L, 3, 5L)));
        assertEquals(new Progress.Sample(1700, 32), progress.latest());
    }

    @Test
    void ticksAreNoObservations() {
        progress.accept(new TickReporter.Tick(0, 4));
        progress.accept(new TickReporter.Tick(0, 9));
        progress.accept(new TickReporter.Tick(1, 20));
        progress.accept(position(0, Map.of(0, 10L, 1, 20L, 2, 0L, 3, 5L)));
        assertEquals(33, progress.latest().processed());
    }

    @Test
    void aTickThatARestoredJobReadsAgainIsOne() {
        progress.accept(new TickReporter.Tick(3, 2));
        progress.accept(new TickReporter.Tick(3, 2));
        progress.accept(position(0, Map.of(0, 0L, 1, 0L, 2, 0L, 3, 5L)));
        assertEquals(4, progress.latest().processed());
    }

    @Test
    void isSilentUntilAllPartitionsAreKnown() {
        progress.accept(position(0, Map.of(0, 10L, 1, 20L)));
        assertEquals(List.of(), progress.within(0, Long.MAX_VALUE));
    }

    private static PositionReporter.Position position(long between, Map<Integer, Long> next) {
        return new PositionReporter.Position(1700, between, next);
    }
}
