package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * In which of the last 7 days' hours precipitation was not known, and what is uncertain for it.
 * Hours come one after the other.
 */
final class KnownRain {
    static final int HOURS = 7 * 24;
    private static final int MOST_LOST = 12;
    private static final int UNCERTAIN_HOURS = 10 * 24;
    private static final long NEVER = Long.MIN_VALUE;
    private static final int WORDS = 3;
    private static final long LAST_WORD = -1L >>> (WORDS * Long.SIZE - HOURS);

    /** Bit 0 of the first is the last hour. */
    private final long[] lost = new long[WORDS];

    private long lastLossHour = NEVER;
    private boolean snowUncertain;

    /** As at the beginning: nothing was lost. */
    void clear() {
        Arrays.fill(lost, 0);
        lastLossHour = NEVER;
        snowUncertain = false;
    }

    /** The next hour. */
    void add(long hour, boolean isLost) {
        for (int i = WORDS - 1; i > 0; i--) {
            lost[i] = lost[i] << 1 | lost[i - 1] >>> (Long.SIZE - 1);
        }
        lost[0] = lost[0] << 1 | (isLost ? 1 : 0);
        lost[WORDS - 1] &= LAST_WORD;
        if (isMuchLost()) {
            lastLossHour = hour;
            snowUncertain = true;
        }
    }

    /** More than 7 days of hours were lost, up to this one. */
    void loseAll(long hour) {
        Arrays.fill(lost, -1);
        lost[WORDS - 1] = LAST_WORD;
        lastLossHour = hour;
        snowUncertain = true;
    }

    /** The ground is bare at the end of the last hour: what snow there was is known again. */
    void melted() {
        snowUncertain = isMuchLost();
    }

    boolean isGroundUncertain(long hour) {
        return lastLossHour != NEVER && hour <= lastLossHour + UNCERTAIN_HOURS;
    }

    boolean isSnowUncertain() {
        return snowUncertain;
    }

    private boolean isMuchLost() {
        int count = 0;
        for (long word : lost) {
            count += Long.bitCount(word);
        }
        return count > MOST_LOST;
    }

    void write(DataOutput out) throws IOException {
        for (long word : lost) {
            out.writeLong(word);
        }
        out.writeLong(lastLossHour);
        out.writeBoolean(snowUncertain);
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < WORDS; i++) {
            lost[i] = in.readLong();
        }
        lastLossHour = in.readLong();
        snowUncertain = in.readBoolean();
    }
}
