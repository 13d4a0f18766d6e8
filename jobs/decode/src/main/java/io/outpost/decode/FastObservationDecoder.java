package io.outpost.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads observations of one layout straight from their bytes, as long as the bytes are as nearly
 * all are. What it does not read it leaves to Avro's own reader, which also finds the words for
 * what is wrong. Not thread-safe.
 */
final class FastObservationDecoder {
    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_NUMBER_BYTES = 10;

    /** Longer ones Avro refuses, or they are no int. */
    private static final int MOST_INT_BYTES = 4;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final ObservationLayout layout;
    private final byte[] steps;

    private byte[] bytes;
    private int at;
    private int placeFrom;
    private int placeTo;
    private int sensorFrom;
    private int sensorTo;

    FastObservationDecoder(ObservationLayout layout) {
        this.layout = layout;
        steps = layout.steps();
    }

    ObservationLayout layout() {
        return layout;
    }

    /**
     * Reads a message, all but its ids.
     *
     * @param from where it begins in the bytes
     * @param to where it must end
     * @param into its values are overwritten
     * @return false when it is to be left to Avro's reader; then what was filled in means nothing
     */
    boolean read(byte[] within, int from, int to, DecodedObservation into) {
        bytes = within;
        at = from;
        Arrays.fill(into.values, Double.NaN);
        into.present = 0;
        into.intervalSeconds = 0;
        into.extrasHash = 0;
        try {
            placeFrom = skipText();
            placeTo = at;
            sensorFrom = skipText();
            sensorTo = at;
            for (byte step : steps) {
                if (!take(step, into)) {
                    return false;
                }
            }
            return at == to;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Whether what stands for ids in the message that was read can be such; else Avro's reader. */
    boolean hasIds() {
        if (isPlain(placeFrom, placeTo) && isPlain(sensorFrom, sensorTo)) {
            return true;
        }
        try {
            ids().require();
            return true;
        } catch (RejectedValueException e) {
            return false;
        }
    }

    /** The ids of the message that was read. */
    SensorIds ids() {
        return SensorIds.of(text(placeFrom, placeTo), text(sensorFrom, sensorTo));
    }

    /** The hash code of the place's id, as text. */
    int placeIdHash() {
        int hash = 0;
        for (int i = placeFrom; i < placeTo; i++) {
            if (bytes[i] < 0) {
                return text(placeFrom, placeTo).hashCode();
            }
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** True of an id of visible ASCII characters, as nearly all are. */
    private boolean isPlain(int from, int to) {
        if (from == to || to - from > Ids.LONGEST_BYTES) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] <= ' ' || bytes[i] == Ids.DELETE) {
                return false;
            }
        }
        return true;
    }

    private boolean take(byte step, DecodedObservation into) {
        return switch (step) {
            case ObservationLayout.OBSERVED_AT -> {
                into.observedAtMillis = number();
                yield true;
            }
            case ObservationLayout.INTERVAL -> takeInterval(into);
            // Extras are rare, and a map that names one of them twice keeps one.
            case ObservationLayout.EXTRAS -> bytes[at++] == 0;
            default -> takeQuantity(step, into);
        };
    }

    /** Passes a text; returns where it begins. */
    private int skipText() {
        long length = number();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IndexOutOfBoundsException("a text of " + length + " bytes");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean takeInterval(DecodedObservation into) {
        byte branch = bytes[at++];
        if (branch == 2) {
            int from = at;
            into.intervalSeconds = (int) number();
            return at - from <= MOST_INT_BYTES;
        }
        return branch == 0;
    }

    private boolean takeQuantity(int quantity, DecodedObservation into) {
        byte branch = bytes[at++];
        if (branch == 2) {
            into.values[quantity] = Double.longBitsToDouble((long) EIGHT.get(bytes, at));
            into.present |= 1 << quantity;
            at += Double.BYTES;
            return true;
        }
        return branch == 0;
    }

    /** A number in Avro's variable length, of ten bytes at most. */
    private long number() {
        long zigzag = 0;
        for (int i = 0; i < MOST_NUMBER_BYTES; i++) {
            byte next = bytes[at++];
            zigzag |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten bytes");
    }
}
