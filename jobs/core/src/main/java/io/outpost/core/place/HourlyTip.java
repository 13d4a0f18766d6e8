package io.outpost.core.place;

import io.outpost.core.model.HourChain;
import io.outpost.core.model.WaterThresholds;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The models of a place after the latest hour that has closed. About 500 bytes. */
public final class HourlyTip {
    public static final Codec<HourlyTip> CODEC = new Codec<>(HourlyTip::write, HourlyTip::read);

    /** Before the third only unreleased versions stored any. */
    private static final int FORMAT = 3;

    /** No day. */
    private static final long NONE = Long.MIN_VALUE;

    HourChain chain = new HourChain();

    /** All before the next hour is learned, or nothing is known of it. */
    long finishedHour = NONE;

    private long thresholdsDay = NONE;
    private WaterThresholds thresholds = WaterThresholds.DEFAULT;

    /** By what the water of a UTC day is judged; null: not known here. */
    WaterThresholds thresholds(long epochDay) {
        return epochDay == thresholdsDay ? thresholds : null;
    }

    /** So that the base, which has them of all days, is not loaded for each hour. */
    void keepThresholds(long epochDay, WaterThresholds ofDay) {
        thresholdsDay = epochDay;
        thresholds = ofDay;
    }

    /** Those of the days may have changed. */
    void forgetThresholds() {
        keepThresholds(NONE, WaterThresholds.DEFAULT);
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        chain.write(out);
        CompactData.writeSigned(out, finishedHour);
        CompactData.writeSigned(out, thresholdsDay);
        WaterCalendar.write(out, thresholds);
    }

    private static HourlyTip read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, FORMAT, "HourlyTip");
        HourlyTip read = new HourlyTip();
        read.chain = HourChain.read(in);
        read.finishedHour = CompactData.readSigned(in);
        read.thresholdsDay = CompactData.readSigned(in);
        read.thresholds = WaterCalendar.readThresholds(in);
        return read;
    }
}
