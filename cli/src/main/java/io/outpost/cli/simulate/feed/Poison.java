package io.outpost.cli.simulate.feed;

import io.outpost.cli.simulate.weather.Randomness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records that no reader can make an observation of. They belong to no place. */
final class Poison {
    private static final int UNKNOWN_SCHEMA_ID = 2_000_000_011;
    private static final int SCHEMA_ID_AT = 1;
    private static final byte WRONG_MAGIC = 0x7B;
    private static final byte[] KEY = "poison".getBytes(StandardCharsets.UTF_8);

    private Poison() {}

    /**
     * One made from a good record.
     *
     * @param hash decides what is wrong with it
     */
    static Outgoing of(Outgoing good, long hash) {
        byte[] value = good.value().clone();
        return switch ((int) Randomness.between(hash, 0, 3)) {
            case 0 -> poison(good, new byte[0], "EMPTY");
            case 1 -> {
                value[0] = WRONG_MAGIC;
                yield poison(good, value, "BAD_MAGIC");
            }
            case 2 -> {
                ByteBuffer.wrap(value).putInt(SCHEMA_ID_AT, UNKNOWN_SCHEMA_ID);
                yield poison(good, value, "UNKNOWN_SCHEMA");
            }
            default -> poison(good, Arrays.copyOf(value, value.length * 3 / 5), "UNDECODABLE");
        };
    }

    private static Outgoing poison(Outgoing good, byte[] value, String rejectedAs) {
        return new Outgoing(
                null,
                KEY,
                value,
                good.observedAtMillis(),
                good.arrivalMillis(),
                0,
                Fault.POISON,
                rejectedAs,
                null);
    }
}
