package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.bench.live.Progress.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void countsWhatIsThroughTheKeyedOperator() {
        progress.accept("position 1700 3 0 10 1 20 2 0 3 5");
        assertEquals(new Sample(1700, 32), progress.latest());
    }

    @Test
    void ticksAreNoObservations() {
        progress.accept("tick 0 4");
        progress.accept("tick 0 9");
        progress.accept("tick 1 20");
        progress.accept("position 1700 0 0 10 1 20 2 0 3 5");
        assertEquals(33, progress.latest().processed());
    }

    @Test
    void aTickThatARestoredJobReadsAgainIsOne() {
        progress.accept("tick 3 2");
        progress.accept("tick 3 2");
        progress.accept("position 1700 0 0 0 1 0 2 0 3 5");
        assertEquals(4, progress.latest().processed());
    }

    @Test
    void isSilentUntilAllPartitionsAreKnown() {
        progress.accept("position 1700 0 0 10 1 20");
        assertEquals(List.of(), progress.within(0, Long.MAX_VALUE));
    }
}
