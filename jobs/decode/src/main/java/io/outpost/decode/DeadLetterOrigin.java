package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.schemas.wire.RecordType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A record as its dead letter carries it: as it came, but for what does not fit, which is cut and
 * described in headers, and for headers of the sender that say what only ours say.
 */
final class DeadLetterOrigin {
    private static final int KEPT_BYTES = 64 * 1024;

    /** The names of all headers that are added to a dead letter. */
    private static final Set<String> OURS =
            Set.of(
                    "outpost.reason",
                    "outpost.detail",
                    "outpost.topic",
                    "outpost.partition",
                    "outpost.offset",
                    "outpost.length",
                    "outpost.sha256",
                    "outpost.key-length",
                    "outpost.key-sha256");

    private final List<String> names = new ArrayList<>();
    private final List<byte[]> values = new ArrayList<>();

    private DeadLetterOrigin() {}

    static Origin of(Origin origin) {
        boolean fits = RecordBounds.bytes(origin) <= RecordBounds.MOST_BYTES;
        return fits && isPlain(origin.headerNames())
                ? origin
                : new DeadLetterOrigin().cut(origin, fits);
    }

    /** True for none, and for the one that nearly every record has. */
    private static boolean isPlain(String[] names) {
        return names.length == 0 || (names.length == 1 && names[0].equals(RecordType.HEADER));
    }

    private Origin cut(Origin origin, boolean fits) {
        keepHeaders(origin);
        byte[] value = fits ? origin.value() : cut(origin.value(), "outpost.");
        byte[] key = fits ? origin.key() : cut(origin.key(), "outpost.key-");
        return new Origin(
                origin.partition(),
                origin.offset(),
                origin.recordBytes(),
                key,
                value,
                names.toArray(new String[0]),
                values.toArray(new byte[0][]));
    }

    /** Those of the sender in their order, up to the first that does not fit. */
    private void keepHeaders(Origin origin) {
        long bytes = 0;
        for (int i = 0; i < origin.headerNames().length; i++) {
            if (OURS.contains(origin.headerNames()[i])) {
                continue;
            }
            bytes += RecordBounds.headerBytes(origin, i);
            if (names.size() == RecordBounds.MOST_HEADERS
                    || bytes > RecordBounds.MOST_HEADER_BYTES) {
                return;
            }
            names.add(origin.headerNames()[i]);
            values.add(origin.headerValues()[i]);
        }
    }

    /** The first bytes; then headers say how many there were, and their digest. */
    private byte[] cut(byte[] bytes, String prefix) {
        if (RecordBounds.length(bytes) <= KEPT_BYTES) {
            return bytes;
        }
        add(prefix + "length", Integer.toString(bytes.length));
        add(prefix + "sha256", HexFormat.of().formatHex(sha256().digest(bytes)));
        return Arrays.copyOf(bytes, KEPT_BYTES);
    }

    private void add(String name, String value) {
        names.add(name);
        values.add(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
