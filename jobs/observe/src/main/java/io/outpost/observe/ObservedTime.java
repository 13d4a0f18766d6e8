package io.outpost.observe;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time of a partition: the greatest time observed in it. When a partition that carries live
 * readings falls silent, time goes on by the clock of the machine, so that the last panes close and
 * a silence is told. One that is being replayed, or carries nothing, becomes idle instead and holds
 * back no other. Nothing of what is computed depends on watermarks, only when it is told.
 */
public final class ObservedTime implements WatermarkGenerator<Inbound> {
    private static final long LIVE_WITHIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final long SILENT_AFTER_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long ALLOWANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final long idleAfterMillis;
    private final LongSupplier clockMillis;
    private long greatestMillis = Long.MIN_VALUE;
    private long heardAtMillis;
    private boolean live;

    /**
     * Event time of one partition.
     *
     * @param idleAfter time without a reading after which a partition that is not live is idle
     * @param clockMillis the clock of the machine
     */
    public ObservedTime(Duration idleAfter, LongSupplier clockMillis) {
        this.idleAfterMillis = idleAfter.toMillis();
        this.clockMillis = clockMillis;
        this.heardAtMillis = clockMillis.getAsLong();
    }

    @Override
    public void onEvent(Inbound event, long timestampMillis, WatermarkOutput output) {
        if (event.reading() != null) {
            long observedAt = event.reading().observedAtMillis();
            greatestMillis = Math.max(greatestMillis, observedAt);
            live = event.receivedAtMillis() - observedAt <= LIVE_WITHIN_MILLIS;
            heardAtMillis = clockMillis.getAsLong();
        }
    }

    /**
     * Flink's own idleness is not used: it would make a live partition idle and stop its time. An
     * output that is idle becomes active again with its next watermark.
     */
    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = clockMillis.getAsLong();
        long silentMillis = now - heardAtMillis;
        if (live && silentMillis > SILENT_AFTER_MILLIS) {
            greatestMillis = Math.max(greatestMillis, now - ALLOWANCE_MILLIS);
        }
        if (!live && silentMillis > idleAfterMillis) {
            output.markIdle();
        } else if (greatestMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(greatestMillis - 1));
        }
    }
}
