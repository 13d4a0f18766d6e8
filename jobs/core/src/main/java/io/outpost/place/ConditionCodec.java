package io.outpost.place;

import io.outpost.condition.Change;
import io.outpost.condition.Change.EpisodeStep;
import io.outpost.condition.Condition;
import io.outpost.condition.Driver;
import io.outpost.condition.Memory;
import io.outpost.condition.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the conditions of a place are stored; parts of values that carry the version of the format.
 */
final class ConditionCodec {
    private static final Condition[] CONDITIONS = Condition.values();
    private static final State[] STATES = State.values();
    private static final EpisodeStep[] STEPS = EpisodeStep.values();

    private ConditionCodec() {}

    static void writeMemories(DataOutput out, Memory[] memories) throws IOException {
        out.writeByte(memories.length);
        for (Memory memory : memories) {
            out.writeByte(memory.state.ordinal());
            out.writeByte(memory.level);
            out.writeByte(memory.peakLevel);
            CompactData.writeSigned(out, memory.episodeStartedAtMillis);
            CompactData.writeSigned(out, memory.sinceMillis);
            CompactData.writeSigned(out, memory.lastInputAtMillis);
        }
    }

    /** What was stored before a condition was added has none of its memories: they begin anew. */
    static Memory[] readMemories(DataInput in) throws IOException {
        int stored = in.readUnsignedByte();
        Memory[] memories = new Memory[stored == 0 ? 0 : CONDITIONS.length];
        for (int i = 0; i < memories.length; i++) {
            memories[i] = i < stored ? readMemory(in) : new Memory();
        }
        return memories;
    }

    private static Memory readMemory(DataInput in) throws IOException {
        Memory memory = new Memory();
        memory.state = STATES[in.readUnsignedByte()];
        memory.level = in.readUnsignedByte();
        memory.peakLevel = in.readUnsignedByte();
        memory.episodeStartedAtMillis = CompactData.readSigned(in);
        memory.sinceMillis = CompactData.readSigned(in);
        memory.lastInputAtMillis = CompactData.readSigned(in);
        return memory;
    }

    static void writeChanges(DataOutput out, List<Change> changes) throws IOException {
        CompactData.writeUnsigned(out, changes.size());
        for (Change change : changes) {
            out.writeByte(change.condition().ordinal());
            CompactData.writeSigned(out, change.atMillis());
            out.writeByte(change.from().ordinal());
            out.writeByte(change.to().ordinal());
            out.writeByte(change.level());
            out.writeByte(change.peakLevel());
            CompactData.writeSigned(out, change.episodeStartedAtMillis());
            out.writeByte(change.step().ordinal());
            writeDrivers(out, change.drivers());
        }
    }

    static List<Change> readChanges(DataInput in) throws IOException {
        int size = (int) CompactData.readUnsigned(in);
        List<Change> changes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            changes.add(
                    new Change(
                            CONDITIONS[in.readUnsignedByte()],
                            CompactData.readSigned(in),
                            STATES[in.readUnsignedByte()],
                            STATES[in.readUnsignedByte()],
                            in.readUnsignedByte(),
                            in.readUnsignedByte(),
                            CompactData.readSigned(in),
                            STEPS[in.readUnsignedByte()],
                            readDrivers(in)));
        }
        return changes;
    }

    private static void writeDrivers(DataOutput out, List<Driver> drivers) throws IOException {
        out.writeByte(drivers.size());
        for (Driver driver : drivers) {
            out.writeUTF(driver.measure());
            CompactData.writeNumber(out, driver.value());
            CompactData.writeUnsigned(out, driver.windowSeconds());
        }
    }

    private static List<Driver> readDrivers(DataInput in) throws IOException {
        List<Driver> drivers = new ArrayList<>();
        int size = in.readUnsignedByte();
        for (int i = 0; i < size; i++) {
            drivers.add(
                    new Driver(
                            in.readUTF(),
                            CompactData.readNumber(in),
                            (int) CompactData.readUnsigned(in)));
        }
        return List.copyOf(drivers);
    }
}
