package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Driver;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.State;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import io.outpost.core.preference.PreferenceSubject;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the conditions of a place are stored; parts of values that carry the version of the format.
 */
final class ConditionCodec {
    private static final State[] STATES = State.values();
    private static final int LEVEL_BITS = 4;

    /** No condition has this code. */
    private static final int PREFERENCE = 255;

    private static final Cadence[] CADENCES = Cadence.values();
    private static final EpisodeStep[] STEPS = EpisodeStep.values();

    private ConditionCodec() {}

    /** Writes the states of a cadence; null: there are none. */
    static void writeStates(DataOutput out, ConditionStates states) throws IOException {
        out.writeByte(states == null ? 0 : states.all().size());
        if (states != null) {
            for (Map.Entry<Condition, ConditionState> one : states.all().entrySet()) {
                out.writeByte(one.getKey().code());
                writeState(out, one.getValue());
            }
        }
    }

    private static void writeState(DataOutput out, ConditionState state) throws IOException {
        out.writeByte(state.state.ordinal());
        out.writeByte(state.level);
        out.writeByte(state.peakLevel);
        CompactData.writeSigned(out, state.episodeStartedAtMillis);
        CompactData.writeSigned(out, state.sinceMillis);
        CompactData.writeSigned(out, state.lastInputAtMillis);
    }

    /**
     * The states of a cadence; one that was stored without its condition begins anew. Those of a
     * cadence of which nothing was stored are as before anything was judged.
     */
    static ConditionStates readStates(DataInput in, Cadence cadence) throws IOException {
        ConditionStates states = new ConditionStates(cadence);
        int stored = in.readUnsignedByte();
        for (int i = 0; i < stored; i++) {
            Condition condition = Condition.ofCode(in.readUnsignedByte());
            states.all().put(condition, readState(in));
        }
        return states;
    }

    private static ConditionState readState(DataInput in) throws IOException {
        ConditionState state = new ConditionState();
        state.state = STATES[in.readUnsignedByte()];
        state.level = in.readUnsignedByte();
        state.peakLevel = in.readUnsignedByte();
        state.episodeStartedAtMillis = CompactData.readSigned(in);
        state.sinceMillis = CompactData.readSigned(in);
        state.lastInputAtMillis = CompactData.readSigned(in);
        return state;
    }

    static void writeTransitions(DataOutput out, List<Transition> transitions) throws IOException {
        CompactData.writeUnsigned(out, transitions.size());
        for (Transition transition : transitions) {
            writeTransition(out, transition);
        }
    }

    static void writeTransition(DataOutput out, Transition transition) throws IOException {
        writeSubject(out, transition.subject());
        CompactData.writeSigned(out, transition.atMillis());
        out.writeByte(transition.from().ordinal());
        out.writeByte(transition.to().ordinal());
        out.writeByte(transition.quietLevel() << LEVEL_BITS | transition.level());
        out.writeByte(transition.peakLevel());
        CompactData.writeSigned(out, transition.episodeStartedAtMillis());
        out.writeByte(transition.step().ordinal());
        out.writeByte(transition.alertStep().ordinal());
        if (hasNamedReasons(transition.subject())) {
            writeValues(out, transition.drivers());
        } else {
            writeDrivers(out, transition.drivers());
        }
    }

    private static void writeSubject(DataOutput out, Subject subject) throws IOException {
        if (subject instanceof PreferenceSubject preference) {
            out.writeByte(PREFERENCE);
            out.writeByte(preference.cadence().ordinal());
            CompactData.writeText(out, preference.preferenceId());
        } else {
            out.writeByte(((Condition) subject).code());
        }
    }

    private static Subject readSubject(DataInput in) throws IOException {
        int code = in.readUnsignedByte();
        if (code != PREFERENCE) {
            return Condition.ofCode(code);
        }
        Cadence cadence = CADENCES[in.readUnsignedByte()];
        return new PreferenceSubject(CompactData.readText(in), cadence);
    }

    private static boolean hasNamedReasons(Subject subject) {
        return subject instanceof Condition && subject.cadence() == Cadence.HOUR;
    }

    /** Of a condition of the hour the names of the reasons are known. */
    private static void writeValues(DataOutput out, List<Driver> drivers) throws IOException {
        out.writeByte(drivers.size());
        for (Driver driver : drivers) {
            CompactData.writeNumber(out, driver.value());
        }
    }

    private static List<Driver> readValues(DataInput in, Subject condition) throws IOException {
        double[] values = new double[in.readUnsignedByte()];
        for (int i = 0; i < values.length; i++) {
            values[i] = CompactData.readNumber(in);
        }
        return HourReasons.of((Condition) condition, values);
    }

    static List<Transition> readTransitions(DataInput in) throws IOException {
        int size = (int) CompactData.readUnsigned(in);
        List<Transition> transitions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            transitions.add(readTransition(in));
        }
        return transitions;
    }

    static Transition readTransition(DataInput in) throws IOException {
        Subject subject = readSubject(in);
        long atMillis = CompactData.readSigned(in);
        State from = STATES[in.readUnsignedByte()];
        State to = STATES[in.readUnsignedByte()];
        int levels = in.readUnsignedByte();
        return new Transition(
                subject,
                atMillis,
                from,
                to,
                levels >>> LEVEL_BITS,
                levels & Rule.MOST_LEVELS,
                in.readUnsignedByte(),
                CompactData.readSigned(in),
                STEPS[in.readUnsignedByte()],
                STEPS[in.readUnsignedByte()],
                hasNamedReasons(subject) ? readValues(in, subject) : readDrivers(in));
    }

    private static void writeDrivers(DataOutput out, List<Driver> drivers) throws IOException {
        out.writeByte(drivers.size());
        for (Driver driver : drivers) {
            CompactData.writeText(out, driver.measure());
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
                            CompactData.readText(in),
                            CompactData.readNumber(in),
                            (int) CompactData.readUnsigned(in)));
        }
        return List.copyOf(drivers);
    }
}
