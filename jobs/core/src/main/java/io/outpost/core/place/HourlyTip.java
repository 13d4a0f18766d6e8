package io.outpost.core.place;

import io.outpost.core.condition.Transition;
import io.outpost.core.model.HourChain;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The models of a place after the latest hour that has closed. About 1 KB. */
public final class HourlyTip {
    public static final Codec<HourlyTip> CODEC = new Codec<>(HourlyTip::write, HourlyTip::read);

    private static final int FORMAT = 2;

    HourChain chain = new HourChain();

    /** The transitions since the start of the hour horizon, as they were emitted last. */
    List<Transition> transitions = new ArrayList<>();

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        HourChainCodec.write(out, chain);
        ConditionCodec.writeTransitions(out, transitions);
    }

    private static HourlyTip read(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "HourlyTip");
        HourlyTip read = new HourlyTip();
        read.chain = HourChainCodec.read(in, format == 1);
        read.transitions = ConditionCodec.readTransitions(in);
        return read;
    }
}
