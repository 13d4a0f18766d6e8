package io.outpost.core.condition;

import java.util.Arrays;
import java.util.List;

/** The conditions of a place that have a state. */
public enum Condition implements Subject {
    HEAT(0, Cadence.MINUTE),
    COLD(1, Cadence.MINUTE),
    MUD(2, Cadence.HOUR),
    HIGH_WATER(3, Cadence.HOUR),
    SNOWPACK(4, Cadence.HOUR);

    private static final Condition[] ALL = values();

    private final int code;
    private final Cadence cadence;

    Condition(int code, Cadence cadence) {
        this.code = code;
        this.cadence = cadence;
    }

    /** Stands in stored state: never change one, and never use one again. 0 to 255. */
    public int code() {
        return code;
    }

    @Override
    public Cadence cadence() {
        return cadence;
    }

    /** Those of a cadence. */
    public static List<Condition> of(Cadence cadence) {
        return Arrays.stream(values()).filter(one -> one.cadence == cadence).toList();
    }

    /**
     * The one with this code.
     *
     * @throws IllegalArgumentException when there is none: a newer version has stored it
     */
    public static Condition ofCode(int code) {
        for (Condition one : ALL) {
            if (one.code == code) {
                return one;
            }
        }
        throw new IllegalArgumentException("no condition has code " + code);
    }
}
