package io.outpost.observe;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time of a partition: the greatest time observed in it. When the partition falls silent,
 * time goes on by the clock of the machine, so that the last panes of live places close and a
 * silence is told, also by a job that was started after it had begun: a minute behind the clock
 * where the newest reading was live, for those to come; else it says nothing of the readings to
 * come, and time holds back no other partition. Nothing of what is computed depends on watermarks,
 * only when it is told of live places.
 */
public final class ObservedTime implements WatermarkGenerator<Inbound> {
    private static final long LIVE_WITHIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final long SILENT_AFTER_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final long ALLOWANCE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final long idleAfterMillis;
    private final LongSupplier clockMillis;
    private final LongSupplier activityMillis;
    private long greatestMillis = Long.MIN_VALUE;
    private long heardAtMillis;
    private boolean live;

    /**
     * Event time of one partition.
     *
     * @param idleAfter time without a reading after which a partition that is not live holds back
     *     no other
     * @param clockMillis the clock of the machine
     * @param activityMillis a clock that stands while the source could not read on; from any moment
     */
    public ObservedTime(Duration idleAfter, LongSupplier clockMillis, LongSupplier activityMillis) {
        this.idleAfterMillis = idleAfter.toMillis();
        this.clockMillis = clockMillis;
        this.activityMillis = activityMillis;
        this.heardAtMillis = activityMillis.getAsLong();
    }

    @Override
    public void onEvent(Inbound event, long timestampMillis, WatermarkOutput output) {
        if (event.reading() != null) {
            long observedAt = event.reading().observedAtMillis();
            greatestMillis = Math.max(greatestMillis, observedAt);
            live = event.receivedAtMillis() - observedAt <= LIVE_WITHIN_MILLIS;
            heardAtMillis = activityMillis.getAsLong();
        }
    }

    /** Idleness is not used: where all is idle, no time goes on. */
    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        long now = clockMillis.getAsLong();
        long silentMillis = activityMillis.getAsLong() - heardAtMillis;
        if (live && silentMillis > SILENT_AFTER_MILLIS) {
            greatestMillis = Math.max(greatestMillis, now - ALLOWANCE_MILLIS);
        }
        if (!live && silentMillis > idleAfterMillis) {
            output.emitWatermark(new Watermark(now - 1));
        } else if (greatestMillis != Long.MIN_VALUE) {
            output.emitWatermark(new Watermark(greatestMillis - 1));
        }
    }
}
