package io.outpost.observe;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time of a partition: the greatest time observed in it. When a partition that carries live
 * readings falls silent, time goes on by the clock of the machine, so that the last panes close and
 * a silence is told; a replay of old data never moves time that way. Nothing of what is computed
 * depends on watermarks, only when it is told.
 */
public final class ObservedTime implements WatermarkGenerator<Inbound> {
    private static final long LIVE_WITHIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final long SILENT_AFTER_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long ALLOWANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private long greatestMillis = Long.MIN_VALUE;
    private long heardAtMillis;
    private boolean live;

    @Override
    public void onEvent(Inbound event, long timestampMillis, WatermarkOutput output) {
        if (event.reading() != null) {
            long observedAt = event.reading().observedAtMillis();
            greatestMillis = Math.max(greatestMillis, observedAt);
            live = event.receivedAtMillis() - observedAt <= LIVE_WITHIN_MILLIS;
            heardAtMillis = System.currentTimeMillis();
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = System.currentTimeMillis();
        if (live && now - heardAtMillis > SILENT_AFTER_MILLIS) {
            greatestMillis = Math.max(greatestMillis, now - ALLOWANCE_MILLIS);
        }
        if (greatestMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(greatestMillis - 1));
        }
    }
}
