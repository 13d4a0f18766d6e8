package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.model.FlowClimate;
import io.outpost.core.model.HourChain;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The models of a place at the start of the hour horizon: what comes before it is final and
 * learned. Everything behind is stepped again from here. About 1 KB, and 2 KB at most for what was
 * learned.
 */
public final class HourlyBase {
    public static final Codec<HourlyBase> CODEC = new Codec<>(HourlyBase::write, HourlyBase::read);

    private static final int FORMAT = 1;

    HourChain chain = new HourChain();
    ConditionStates conditions = new ConditionStates(Cadence.HOUR);
    FlowCalendar calendar = new FlowCalendar();
    FlowClimate climate = new FlowClimate();

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        HourChainCodec.write(out, chain);
        ConditionCodec.writeStates(out, conditions);
        calendar.write(out);
        HourChainCodec.write(out, climate);
    }

    private static HourlyBase read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "HourlyBase");
        HourlyBase read = new HourlyBase();
        read.chain = HourChainCodec.read(in);
        read.conditions = ConditionCodec.readStates(in, Cadence.HOUR);
        read.calendar = FlowCalendar.read(in);
        read.climate = HourChainCodec.readClimate(in);
        return read;
    }
}
