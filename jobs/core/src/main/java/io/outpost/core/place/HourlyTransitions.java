package io.outpost.core.place;

import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Transition;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The transitions of the conditions of the hour since the start of the hour horizon, as they were
 * emitted last, oldest first. About 100 bytes each; kept as bytes, since they are read only where
 * the hours are judged again.
 */
public final class HourlyTransitions {
    public static final Codec<HourlyTransitions> CODEC =
            new Codec<>(HourlyTransitions::write, HourlyTransitions::read);

    private static final int FORMAT = 1;

    /** Of each its length, and itself. */
    private byte[] bytes = new byte[0];

    void add(Transition transition) {
        try {
            ByteArrayOutputStream added = new ByteArrayOutputStream();
            ConditionCodec.writeTransition(new DataOutputStream(added), transition);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(bytes);
            CompactData.writeUnsigned(new DataOutputStream(all), added.size());
            added.writeTo(all);
            bytes = all.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
    }

    List<Transition> all() {
        List<Transition> all = new ArrayList<>();
        try {
            for (BytesInput in = new BytesInput(bytes); in.available() > 0; ) {
                CompactData.readUnsigned(in);
                all.add(ConditionCodec.readTransition(in));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("transitions cannot be read", e);
        }
        return all;
    }

    void removeFirst(int count) {
        try {
            BytesInput in = new BytesInput(bytes);
            for (int i = 0; i < count; i++) {
                in.skipBytes((int) CompactData.readUnsigned(in));
            }
            bytes = Arrays.copyOfRange(bytes, bytes.length - in.available(), bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException("transitions cannot be read", e);
        }
    }

    /**
     * Forgets those that conditions have passed which stand like this. Not so many as they have
     * made: a condition of a later version has made some that were never emitted.
     */
    void removePassed(ConditionStates states) {
        try {
            ByteArrayOutputStream left = new ByteArrayOutputStream();
            BytesInput in = new BytesInput(bytes);
            while (in.available() > 0) {
                int from = bytes.length - in.available();
                CompactData.readUnsigned(in);
                Transition one = ConditionCodec.readTransition(in);
                if (one.atMillis() > states.of(one.subject()).lastInputAtMillis) {
                    left.write(bytes, from, bytes.length - in.available() - from);
                }
            }
            bytes = left.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("transitions cannot be read", e);
        }
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    void clear() {
        bytes = new byte[0];
    }

    void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        CompactData.writeUnsigned(out, bytes.length);
        out.write(bytes);
    }

    static HourlyTransitions read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "HourlyTransitions");
        HourlyTransitions read = new HourlyTransitions();
        read.bytes = new byte[(int) CompactData.readUnsigned(in)];
        in.readFully(read.bytes);
        return read;
    }
}
