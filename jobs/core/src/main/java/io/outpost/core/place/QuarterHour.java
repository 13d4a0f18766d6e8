package io.outpost.core.place;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Transition;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A quarter hour of the minute tier: its minute panes, and what conditions and preferences were
 * before it and did within it, both while they can still change; and the sums of the whole, which
 * stay for the 24 h window.
 */
public final class QuarterHour {
    public static final Codec<QuarterHour> CODEC =
            new Codec<>(QuarterHour::write, QuarterHour::read);

    static final int MINUTES = 15;

    /** The first one knew no preferences; the second had them behind the transitions. */
    private static final int FORMAT = 3;

    private static final int LAST_WITHOUT_PREFERENCES = 1;
    private static final int LAST_IN_PIECES = 2;

    private Pane[] minutes = new Pane[MINUTES];
    private RollingSums sums = new RollingSums();

    /** As bytes: a place has several, and they are read only for what comes late. */
    private byte[] before;

    private List<Transition> transitions = new ArrayList<>();

    /** The pane of a minute (0..14); null when it is empty or no longer kept. */
    Pane minute(int minute) {
        return minutes.length == 0 ? null : minutes[minute];
    }

    /** The pane of a minute, made when absent. */
    Pane openMinute(int minute) {
        if (minutes.length == 0) {
            throw new IllegalStateException("the minutes of this quarter hour are no longer kept");
        }
        if (minutes[minute] == null) {
            minutes[minute] = new Pane();
        }
        return minutes[minute];
    }

    RollingSums sums() {
        return sums;
    }

    /**
     * How conditions and preferences stood before this quarter hour; null when it has not been
     * judged.
     */
    MinuteStates before() {
        return before == null ? null : MinuteStates.ofBytes(before);
    }

    boolean wasJudged() {
        return before != null;
    }

    void keepBefore(MinuteStates states) {
        before = states.toBytes();
    }

    /** The transitions that were emitted for the minutes of this quarter hour. */
    List<Transition> transitions() {
        return transitions;
    }

    void keepTransitions(List<Transition> newTransitions) {
        transitions = new ArrayList<>(newTransitions);
    }

    /** Forgets all that can no longer change; false when that was done before. */
    boolean settle() {
        boolean settled = minutes.length == 0;
        minutes = new Pane[0];
        before = null;
        transitions = new ArrayList<>();
        return !settled;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        int present = 0;
        for (int i = 0; i < minutes.length; i++) {
            present |= minutes[i] == null ? 0 : 1 << i;
        }
        out.writeBoolean(minutes.length > 0);
        CompactData.writeUnsigned(out, present);
        for (Pane pane : minutes) {
            if (pane != null) {
                pane.write(out);
            }
        }
        sums.write(out);
        out.writeBoolean(before != null);
        if (before != null) {
            CompactData.writeUnsigned(out, before.length);
            out.write(before);
        }
        ConditionCodec.writeTransitions(out, transitions);
    }

    private static QuarterHour read(DataInput in) throws IOException {
        int format = CompactData.expectFormat(in, FORMAT, "QuarterHour");
        QuarterHour read = new QuarterHour();
        if (!in.readBoolean()) {
            read.minutes = new Pane[0];
        }
        int present = (int) CompactData.readUnsigned(in);
        for (int i = 0; i < read.minutes.length; i++) {
            read.minutes[i] = (present >>> i & 1) == 0 ? null : Pane.read(in);
        }
        read.sums = RollingSums.read(in);
        if (format <= LAST_IN_PIECES) {
            read.readPieces(in, format);
            return read;
        }
        if (in.readBoolean()) {
            read.before = new byte[(int) CompactData.readUnsigned(in)];
            in.readFully(read.before);
        }
        read.transitions = ConditionCodec.readTransitions(in);
        return read;
    }

    private void readPieces(DataInput in, int format) throws IOException {
        boolean wasJudged = in.readBoolean();
        ConditionStates conditions = ConditionCodec.readStates(in, Cadence.MINUTE);
        transitions = ConditionCodec.readTransitions(in);
        if (wasJudged) {
            PreferenceStates preferences =
                    format <= LAST_WITHOUT_PREFERENCES
                            ? new PreferenceStates()
                            : PreferenceStates.read(in);
            keepBefore(new MinuteStates(conditions, preferences));
        }
    }
}
