package io.outpost.bench.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LagTest {
    private static final long START = Instant.parse("2025-07-01T12:00:00Z").toEpochMilli();
    private static final long BEFORE = 5000;

    private final Lag lag = new Lag(Schedule.constant(START, 100, 10, 10), BEFORE);

    @Test
    void theLagIsTheAgeOfTheOldestRecordThatIsDueAndNotProcessed() {
        Progress.Sample sample = new Progress.Sample(START + 2000, BEFORE + 150);
        assertEquals(50, lag.records(sample));
        assertEquals(500, lag.millis(sample));
        assertFalse(lag.isNone(sample));
        assertFalse(lag.isDone(sample));
    }

    @Test
    void aJobThatIsAsFarAsTheScheduleHasNone() {
        assertEquals(0, lag.millis(new Progress.Sample(START + 2000, BEFORE + 200)));
        assertEquals(0, lag.records(new Progress.Sample(START + 2000, BEFORE + 201)));
        Progress.Sample end = new Progress.Sample(START + 60_000, BEFORE + 1000);
        assertEquals(0, lag.millis(end));
        assertTrue(lag.isDone(end));
    }

    @Test
    void aLagThatIsMadeUpForDoesNotCountAsGrowing() {
        List<Progress.Sample> samples = List.of(at(1000, 100), at(2000, 150), at(3000, 300));
        assertEquals(OptionalLong.empty(), lag.lastWithout(samples));
    }

    @Test
    void aLagGrowsFromTheLastMomentThatHadNone() {
        List<Progress.Sample> samples =
                List.of(at(1000, 60), at(2000, 200), at(3000, 250), at(4000, 300));
        assertEquals(OptionalLong.of(START + 2000), lag.lastWithout(samples));
    }

    @Test
    void percentilesAreOfTheAges() {
        Latency ages = lag.percentiles(List.of(at(1000, 100), at(2000, 150), at(3000, 200)));
        assertEquals(new Latency(3, 500, 1000, 1000, 1000), ages);
        assertEquals(0, lag.percentiles(List.of()).count());
    }

    private static Progress.Sample at(long millis, long processed) {
        return new Progress.Sample(START + millis, BEFORE + processed);
    }
}
