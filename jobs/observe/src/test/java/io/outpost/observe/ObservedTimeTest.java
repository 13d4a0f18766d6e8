package io.outpost.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.place.Origin;
import io.outpost.place.Reading;
import io.outpost.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ObservedTimeTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

    private final Told told = new Told();
    private Instant now = NOON;
    private Duration heldUp = Duration.ZERO;
    private final ObservedTime time =
            new ObservedTime(
                    Duration.ofSeconds(60),
                    () -> now.toEpochMilli(),
                    () -> now.minus(heldUp).toEpochMilli());

    @Test
    void isTheGreatestTimeObserved() {
        read(NOON.minusSeconds(5));
        read(NOON.minusSeconds(50));
        time.onPeriodicEmit(told);
        assertEquals(List.of(NOON.minusSeconds(5).toEpochMilli() - 1), told.watermarks);
    }

    @Test
    void ofALivePartitionGoesOnByTheClockWhenItIsSilent() {
        read(NOON.minusSeconds(5));
        now = NOON.plus(Duration.ofHours(4));
        time.onPeriodicEmit(told);
        assertEquals(List.of(now.minusSeconds(60).toEpochMilli() - 1), told.watermarks);
    }

    @Test
    void ofAReplayHoldsBackNoOtherOnceItIsSilent() {
        read(NOON.minus(Duration.ofDays(4000)));
        now = NOON.plusSeconds(60);
        time.onPeriodicEmit(told);
        assertEquals(
                List.of(NOON.minus(Duration.ofDays(4000)).toEpochMilli() - 1), told.watermarks);
        now = NOON.plusSeconds(61);
        time.onPeriodicEmit(told);
        assertEquals(now.toEpochMilli() - 1, told.watermarks.get(1));
    }

    @Test
    void ofAPartitionThatWasNeverHeardGoesOnByTheClockAfterAWhile() {
        time.onPeriodicEmit(told);
        assertEquals(List.of(), told.watermarks);
        now = NOON.plusSeconds(61);
        time.onPeriodicEmit(told);
        assertEquals(List.of(now.toEpochMilli() - 1), told.watermarks);
    }

    @Test
    void timeInWhichNothingCouldBeReadIsNotSilence() {
        read(NOON.minusSeconds(5));
        heldUp = Duration.ofMinutes(10);
        now = NOON.plus(heldUp);
        time.onPeriodicEmit(told);
        assertEquals(List.of(NOON.minusSeconds(5).toEpochMilli() - 1), told.watermarks);
    }

    private void read(Instant observedAt) {
        Reading reading =
                new Reading(
                        1,
                        "station",
                        observedAt.toEpochMilli(),
                        now.toEpochMilli(),
                        0,
                        new double[Quantity.COUNT],
                        0,
                        0,
                        Origin.of(0, 0));
        time.onEvent(Inbound.of("trailhead", reading), 0, told);
    }

    private static final class Told implements WatermarkOutput {
        private final List<Long> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("where all is idle, no time goes on");
        }

        @Override
        public void markActive() {
            // Not used.
        }
    }
}
