package io.outpost.core.place;

import io.outpost.core.condition.ConditionState;
import io.outpost.core.condition.State;
import io.outpost.core.preference.PreferenceState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How the state of a preference is stored; a part of values that carry the version of the format.
 * Most times stand as the distance from the instant that was judged last: about 16 bytes while
 * nothing happens, 25 in an episode.
 */
public final class PreferenceCodec {
    private static final State[] STATES = State.values();
    private static final int STATE_BITS = 3;
    private static final int IN_EPISODE = 1 << STATE_BITS;
    private static final int COOLS_DOWN = IN_EPISODE << 1;
    private static final int WAS_JUDGED = COOLS_DOWN << 1;
    private static final int LEVEL_BITS = 4;
    private static final int TRUTH_BITS = 2;
    private static final int TRUTHS_OF_BYTE = 4;
    private static final int LOW_BITS = 3;

    private PreferenceCodec() {}

    /** Writes a state. */
    public static void write(DataOutput out, PreferenceState state) throws IOException {
        ConditionState episode = state.episode;
        boolean wasJudged = state.judgedAtMillis != PreferenceState.NEVER;
        boolean coolsDown = wasJudged && state.cooldownUntilMillis > state.judgedAtMillis;
        out.writeByte(
                episode.state.ordinal()
                        | (episode.inEpisode() ? IN_EPISODE : 0)
                        | (coolsDown ? COOLS_DOWN : 0)
                        | (wasJudged ? WAS_JUDGED : 0));
        CompactData.writeUnsigned(out, state.version);
        CompactData.writeUnsigned(out, state.truths.length);
        CompactData.writeUnsigned(out, state.sinceMillis.length);
        if (!wasJudged) {
            return;
        }
        long at = state.judgedAtMillis;
        CompactData.writeSigned(out, at);
        if (episode.inEpisode()) {
            out.writeByte(episode.level << LEVEL_BITS | episode.peakLevel);
            CompactData.writeSigned(out, at - episode.episodeStartedAtMillis);
        }
        if (hasSince(episode.state)) {
            CompactData.writeSigned(out, at - episode.sinceMillis);
        }
        if (coolsDown) {
            CompactData.writeUnsigned(out, state.cooldownUntilMillis - at);
        }
        writeTruths(out, state.truths);
        writeKnown(out, state.knownAtMillis, at);
        for (long since : state.sinceMillis) {
            CompactData.writeUnsigned(out, since == PreferenceState.NEVER ? 0 : at - since + 1);
        }
    }

    /** Reads a state. */
    public static PreferenceState read(DataInput in) throws IOException {
        int first = in.readUnsignedByte();
        int version = (int) CompactData.readUnsigned(in);
        int leaves = (int) CompactData.readUnsigned(in);
        PreferenceState state = PreferenceState.begin(leaves, (int) CompactData.readUnsigned(in));
        state.version = version;
        ConditionState episode = state.episode;
        episode.state = STATES[first & (1 << STATE_BITS) - 1];
        if ((first & WAS_JUDGED) == 0) {
            return state;
        }
        long at = CompactData.readSigned(in);
        state.judgedAtMillis = at;
        if ((first & IN_EPISODE) != 0) {
            int levels = in.readUnsignedByte();
            episode.level = levels >>> LEVEL_BITS;
            episode.peakLevel = levels & (1 << LEVEL_BITS) - 1;
            episode.episodeStartedAtMillis = at - CompactData.readSigned(in);
        }
        if (hasSince(episode.state)) {
            episode.sinceMillis = at - CompactData.readSigned(in);
        }
        if ((first & COOLS_DOWN) != 0) {
            state.cooldownUntilMillis = at + CompactData.readUnsigned(in);
        }
        readTruths(in, state.truths);
        readKnown(in, state.knownAtMillis, at);
        for (int i = 0; i < state.sinceMillis.length; i++) {
            long past = CompactData.readUnsigned(in);
            state.sinceMillis[i] = past == 0 ? PreferenceState.NEVER : at - past + 1;
        }
        return state;
    }

    private static boolean hasSince(State state) {
        return state == State.PENDING || state == State.RECOVERING;
    }

    private static void writeTruths(DataOutput out, byte[] truths) throws IOException {
        for (int i = 0; i < truths.length; i += TRUTHS_OF_BYTE) {
            int packed = 0;
            for (int j = i; j < Math.min(i + TRUTHS_OF_BYTE, truths.length); j++) {
                packed |= truths[j] << (TRUTH_BITS * (j - i));
            }
            out.writeByte(packed);
        }
    }

    private static void readTruths(DataInput in, byte[] truths) throws IOException {
        for (int i = 0; i < truths.length; i += TRUTHS_OF_BYTE) {
            int packed = in.readUnsignedByte();
            for (int j = i; j < Math.min(i + TRUTHS_OF_BYTE, truths.length); j++) {
                truths[j] = (byte) (packed >>> (TRUTH_BITS * (j - i)) & LOW_BITS);
            }
        }
    }

    /** The latest time, and of each leaf how long before it; most have the latest. */
    private static void writeKnown(DataOutput out, long[] known, long at) throws IOException {
        long latest = PreferenceState.NEVER;
        long others = 0;
        for (long one : known) {
            latest = Math.max(latest, one);
        }
        for (int i = 0; i < known.length; i++) {
            others |= known[i] == latest ? 0 : 1L << i;
        }
        boolean isNone = latest == PreferenceState.NEVER;
        CompactData.writeUnsigned(out, isNone ? 0 : at - latest + 1);
        CompactData.writeUnsigned(out, others);
        for (long one : known) {
            if (one != latest) {
                CompactData.writeUnsigned(out, one == PreferenceState.NEVER ? 0 : latest - one);
            }
        }
    }

    private static void readKnown(DataInput in, long[] known, long at) throws IOException {
        long past = CompactData.readUnsigned(in);
        long latest = past == 0 ? PreferenceState.NEVER : at - past + 1;
        long others = CompactData.readUnsigned(in);
        for (int i = 0; i < known.length; i++) {
            if ((others >>> i & 1) == 0) {
                known[i] = latest;
            } else {
                long earlier = CompactData.readUnsigned(in);
                known[i] = earlier == 0 ? PreferenceState.NEVER : latest - earlier;
            }
        }
    }
}
