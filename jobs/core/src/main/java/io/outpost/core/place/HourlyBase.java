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
 * learned. Everything behind is stepped again from here. About 1 KB, and for what was learned 2 KB
 * at most of the flow and 10 KB at most of water levels.
 */
public final class HourlyBase {
    public static final Codec<HourlyBase> CODEC = new Codec<>(HourlyBase::write, HourlyBase::read);

    private static final int FORMAT = 2;

    HourChain chain = new HourChain();
    ConditionStates conditions = new ConditionStates(Cadence.HOUR);
    WaterCalendar calendar = new WaterCalendar();
    FlowClimate flow = new FlowClimate();
    LevelClimate level = new LevelClimate();

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        HourChainCodec.write(out, chain);
        ConditionCodec.writeStates(out, conditions);
        calendar.write(out);
        HourChainCodec.write(out, flow.bins());
        CompactData.writeSigned(out, level.firstBin());
        HourChainCodec.write(out, level.bins());
    }

    private static HourlyBase read(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "HourlyBase");
        HourlyBase read = new HourlyBase();
        read.chain = HourChainCodec.read(in, format == 1);
        read.conditions = ConditionCodec.readStates(in, Cadence.HOUR);
        read.calendar = WaterCalendar.read(in, format == 1);
        HourChainCodec.read(in, read.flow.bins());
        if (format > 1) {
            read.level.keepFirstBin(CompactData.readSigned(in));
            HourChainCodec.read(in, read.level.bins());
        }
        return read;
    }
}
