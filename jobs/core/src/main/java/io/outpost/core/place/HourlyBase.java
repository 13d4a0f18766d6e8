package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.model.FlowClimate;
import io.outpost.core.model.HourChain;
import io.outpost.core.model.LevelClimate;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The models of a place at the start of the hour horizon: what comes before it is final and
 * learned. Everything behind is stepped again from here. About 500 bytes, and for what was learned
 * 2 KB at most of the flow and 10 KB at most of water levels.
 */
public final class HourlyBase {
    public static final Codec<HourlyBase> CODEC = new Codec<>(HourlyBase::write, HourlyBase::read);

    private static final int FORMAT = 3;

    HourChain chain = new HourChain();
    ConditionStates conditions = new ConditionStates(Cadence.HOUR);
    WaterCalendar calendar = new WaterCalendar();
    FlowClimate flow = new FlowClimate();
    LevelClimate level = new LevelClimate();

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        chain.write(out);
        ConditionCodec.writeStates(out, conditions);
        calendar.write(out);
        MonthlyBinsCodec.write(out, flow.bins());
        CompactData.writeSigned(out, level.firstBin());
        MonthlyBinsCodec.write(out, level.bins());
    }

    private static HourlyBase read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, FORMAT, "HourlyBase");
        HourlyBase read = new HourlyBase();
        read.chain = HourChain.read(in);
        read.conditions = ConditionCodec.readStates(in, Cadence.HOUR);
        read.calendar = WaterCalendar.read(in);
        MonthlyBinsCodec.read(in, read.flow.bins());
        read.level.keepFirstBin(CompactData.readSigned(in));
        MonthlyBinsCodec.read(in, read.level.bins());
        return read;
    }
}
