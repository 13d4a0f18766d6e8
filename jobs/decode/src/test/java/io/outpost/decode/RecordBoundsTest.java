package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.outpost.core.place.Origin;
import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lengths that a sender chooses: what is rejected for them, and what of it is carried along. */
class RecordBoundsTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int PLACE = 1;

    private final WriterSchemas schemas = new WriterSchemas(null, RegistryOutage.sleeping());

    RecordBoundsTest() {
        schemas.restore(PLACE, "+" + Place.getClassSchema());
    }

    @Test
    void aRecordOfOneMebibyteIsLookedAtAndOneByteMoreIsNot() {
        byte[] key = new byte[100];
        byte[] value = new byte[MEBIBYTE - 100];
        value[0] = 1;
        assertEquals(RejectionReason.BAD_MAGIC, reason(key, value));
        assertEquals(RejectionReason.TOO_LARGE, reason(new byte[101], value));
        assertEquals(RejectionReason.TOO_LARGE, reason(new byte[MEBIBYTE + 1], null));
        assertEquals(RejectionReason.EMPTY, reason(new byte[MEBIBYTE], null));
    }

    @Test
    void theDeadLetterOfALargerOneHasItsBeginLengthAndDigest() throws Exception {
        byte[] value = new byte[3 * MEBIBYTE];
        Arrays.fill(value, (byte) 7);
        Origin cut = letter(new byte[70_000], value, "sender", "kept");
        assertArrayEquals(Arrays.copyOf(value, 65_536), cut.value());
        assertEquals(65_536, cut.key().length);
        assertEquals(
                List.of(
                        "sender=kept",
                        "outpost.length=" + value.length,
                        "outpost.sha256=" + sha256(value),
                        "outpost.key-length=70000",
                        "outpost.key-sha256=" + sha256(new byte[70_000])),
                headers(cut));
        Origin small = letter(new byte[MEBIBYTE], new byte[10], "a", "b");
        assertEquals(10, small.value().length, "what is small is kept whole");
        assertEquals("a=b", headers(small).get(0));
        assertEquals(3, headers(small).size());
    }

    @Test
    void sixtyFourHeadersAndThirtyTwoKibibytesAreTaken() {
        assertEquals(RejectionReason.EMPTY, reason(null, null, pairs("h", 64)));
        assertEquals(RejectionReason.HEADERS_TOO_LARGE, reason(null, null, pairs("h", 65)));
        // A character of two bytes counts as two.
        assertEquals(RejectionReason.EMPTY, reason(null, null, "\u00e4".repeat(16_384), ""));
        assertEquals(
                RejectionReason.HEADERS_TOO_LARGE,
                reason(null, null, "\u00e4".repeat(16_384), "x"));
        assertEquals(
                RejectionReason.HEADERS_TOO_LARGE, reason(null, null, "n".repeat(70_000), null));
    }

    @Test
    void theDeadLetterKeepsTheHeadersThatFitAndNoneThatOnlyOursSay() {
        Origin origin =
                letter(
                        null,
                        null,
                        "outpost.reason",
                        "FORGED",
                        "outpost.type",
                        "kept",
                        "first",
                        "1",
                        "outpost.sha256",
                        "0",
                        "large",
                        "x".repeat(40_000),
                        "behind",
                        "2");
        assertEquals(List.of("outpost.type=kept", "first=1"), headers(origin));
        Origin many = letter(null, null, pairs("h", 100));
        assertEquals(64, many.headerNames().length);
        Origin nothing = new Origin(0, 1, null, null, new String[] {"h"}, new byte[][] {null});
        assertNull(DeadLetterOrigin.of(nothing).headerValues()[0], "a header without a value");
        Origin bare = new Origin(0, 1, null, new byte[9], new String[0], new byte[0][]);
        assertSame(bare, DeadLetterOrigin.of(bare));
    }

    @Test
    void aNameOfMoreThan256BytesIsRejected() {
        assertNull(new LogDecoder(schemas, 1).decode(place("\u00e4".repeat(128))).deadLetter());
        var long257 = new LogDecoder(schemas, 1).decode(place("\u00e4".repeat(128) + "x"));
        assertEquals(RejectionReason.NAME_TOO_LONG, long257.deadLetter().reason());
        assertEquals("hut", long257.placeId(), "it has named its place");
        var huge = new LogDecoder(schemas, 1).decode(place("x".repeat(300_000)));
        assertEquals(RejectionReason.NAME_TOO_LONG, huge.deadLetter().reason());
    }

    private static SourceRecord place(String name) {
        byte[] value =
                WireFormat.encode(
                        PLACE, Place.newBuilder().setPlaceId("hut").setName(name).build());
        return record(null, value);
    }

    private RejectionReason reason(byte[] key, byte[] value, String... headers) {
        return new LogDecoder(schemas, 1).decode(record(key, value, headers)).deadLetter().reason();
    }

    private Origin letter(byte[] key, byte[] value, String... headers) {
        return new LogDecoder(schemas, 1).decode(record(key, value, headers)).deadLetter().origin();
    }

    private static String[] pairs(String name, int count) {
        String[] pairs = new String[2 * count];
        Arrays.fill(pairs, name);
        return pairs;
    }

    /** With headers given by name and value in turn. */
    private static SourceRecord record(byte[] key, byte[] value, String... headers) {
        String[] names = new String[headers.length / 2];
        byte[][] values = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = headers[2 * i];
            String text = headers[2 * i + 1];
            values[i] = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        return new SourceRecord(1, true, new Origin(0, 1, key, value, names, values));
    }

    private static List<String> headers(Origin origin) {
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < origin.headerNames().length; i++) {
            headers.add(
                    origin.headerNames()[i]
                            + '='
                            + new String(origin.headerValues()[i], StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
