package io.outpost.decode;

import io.outpost.core.place.RejectionReason;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** What ids and names must be: short enough for keys, and text that tables can hold. */
final class Ids {
    static final int LONGEST_BYTES = 256;
    private static final int MOST_BYTES_PER_CHARACTER = 3;
    static final char DELETE = 0x7F;

    private Ids() {}

    /**
     * Refuses what cannot be an id.
     *
     * @param missing the reason when it is blank
     */
    static void require(String id, RejectionReason missing) throws RejectedValueException {
        if (id.isBlank()) {
            throw new RejectedValueException(missing, "empty id");
        }
        if (isTooLong(id)) {
            throw new RejectedValueException(
                    RejectionReason.ID_TOO_LONG, "an id of " + id.length() + " characters");
        }
        requirePlain(id, "id");
    }

    /** Refuses what cannot be a place's name; it may be blank. */
    static void requireName(String name) throws RejectedValueException {
        if (isTooLong(name)) {
            throw new RejectedValueException(
                    RejectionReason.NAME_TOO_LONG, "a name of " + name.length() + " characters");
        }
        requirePlain(name, "name");
    }

    /** True for what can be a place's name. */
    static boolean isName(String text) {
        return !isTooLong(text) && isPlain(text);
    }

    private static boolean isPlain(String text) {
        return text.chars().noneMatch(one -> one < ' ' || one == DELETE);
    }

    private static boolean isTooLong(String text) {
        boolean maybeLong = text.length() > LONGEST_BYTES / MOST_BYTES_PER_CHARACTER;
        return maybeLong && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
    }

    /** Refuses control characters: Postgres holds no NUL, and the others garble logs. */
    private static void requirePlain(String text, String what) throws RejectedValueException {
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (one < ' ' || one == DELETE) {
                throw new RejectedValueException(
                        RejectionReason.CONTROL_CHARACTER,
                        "U+%04X in the %s".formatted((int) one, what));
            }
        }
    }

    /** What Kafka's default partitioner makes of a place id, 0 or more. */
    static int hashOfPlace(String placeId) {
        return Utils.toPositive(Utils.murmur2(placeId.getBytes(StandardCharsets.UTF_8)));
    }

    /** Rejects a record that is not in its place's partition. */
    static void requirePartition(String placeId, int placeHash, int partition, int partitions)
            throws RejectedValueException {
        int expected = placeHash % partitions;
        if (expected != partition) {
            throw new RejectedValueException(
                    RejectionReason.WRONG_PARTITION,
                    "place " + placeId + " belongs to partition " + expected);
        }
    }
}
