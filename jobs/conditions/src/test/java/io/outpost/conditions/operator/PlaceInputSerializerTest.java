package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceVersion;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.flink.serializer.SharedBytes;
import io.outpost.schemas.wire.RecordType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What carries a record is its sender's choice too: any key, any headers, any length of a text. */
class PlaceInputSerializerTest {
    private static final int LONGER_THAN_64_KIB = 70_000;

    private final Random random = new Random(11);

    @Test
    void anyKeyAndAnyHeadersCrossTheExchangeUnchanged() throws IOException {
        for (int i = 0; i < 200; i++) {
            Origin origin = origin(random.nextInt(4));
            DeadLetter sent = DeadLetter.of(reason(), text(20), origin, placeId(), i);
            DeadLetter found = sentAndFound(PlaceInput.of(sent)).deadLetter();
            assertEquals(sent.reason(), found.reason());
            assertEquals(sent.detail(), found.detail());
            assertEquals(sent.placeId(), found.placeId());
            assertEquals(sent.asOfMillis(), found.asOfMillis());
            assertEquals(origin.partition(), found.origin().partition());
            assertEquals(origin.offset(), found.origin().offset());
            assertArrayEquals(origin.key(), found.origin().key());
            assertArrayEquals(origin.value(), found.origin().value());
            assertEquals(origin.recordBytes(), found.origin().recordBytes());
            assertArrayEquals(origin.headerNames(), found.origin().headerNames());
            assertArrayEquals(origin.headerValues(), found.origin().headerValues());
        }
    }

    @Test
    void aNameOfAnyLengthCrossesTheExchangeUnchanged() throws IOException {
        for (int length : new int[] {0, 1, 65_535, 65_536, 300_000}) {
            PlaceVersion sent =
                    PlaceVersion.at("\u4e2d".repeat(length), 1, 2, Double.NaN, null, 600);
            Origin origin = origin(1);
            PlaceInput found = sentAndFound(PlaceInput.of("trailhead", sent, 5, origin));
            assertEquals("trailhead", found.placeId());
            assertArrayEquals(origin.value(), found.origin().value());
            assertEquals(5, found.receivedAtMillis());
            assertEquals(sent, found.version());
        }
    }

    @Test
    void aPreferenceCrossesTheExchangeUnchangedAndSoDoesOneThatIsTakenBack() throws IOException {
        for (String document : new String[] {null, "", "{}", "\u4e2d".repeat(16_384)}) {
            PreferenceVersion sent =
                    new PreferenceVersion(text(20), text(20), random.nextLong(), document);
            Origin origin = origin(2);
            PlaceInput found = sentAndFound(PlaceInput.of("trailhead", sent, 5, origin));
            assertEquals("trailhead", found.placeId());
            assertArrayEquals(origin.value(), found.origin().value());
            assertEquals(5, found.receivedAtMillis());
            assertEquals(sent, found.preference());
            assertNull(found.version());
        }
    }

    /**
     * As a decoder makes them of it: whatever came, within the bounds, and written as it is read.
     */
    @Test
    void whatIsDecodedOfAnyHeadersIsWithinTheBoundsAndCrossesTheExchange() throws IOException {
        LogDecoder decoder = new LogDecoder(new WriterSchemas(null, RegistryOutage.sleeping()), 1);
        for (int i = 0; i < 300; i++) {
            Origin origin = origin(random.nextInt(i % 10 == 0 ? 200 : 4));
            byte[] value = {1};
            Origin sent =
                    new Origin(
                            0, i, origin.key(), value, origin.headerNames(), origin.headerValues());
            DeadLetter letter = decoder.decode(new SourceRecord(i, true, sent)).deadLetter();
            DeadLetter found = sentAndFound(PlaceInput.of(letter)).deadLetter();
            assertEquals(letter.reason(), found.reason());
            assertArrayEquals(letter.origin().headerNames(), found.origin().headerNames());
            assertArrayEquals(letter.origin().headerValues(), found.origin().headerValues());
            assertTrue(found.origin().headerNames().length <= 64);
            EmissionSerializer.INSTANCE.serialize(found, new DataOutputSerializer(64));
        }
    }

    /** The header that nearly every record has is written short; what only looks like it is not. */
    @Test
    void theUsualHeaderAndWhatResemblesItCrossUnchanged() throws IOException {
        String type = RecordType.OBSERVATION.fullName();
        String[][] headers = {
            {},
            {RecordType.HEADER, type},
            {RecordType.HEADER, type + " "},
            {RecordType.HEADER, "", RecordType.HEADER, type},
            {"outpost.Type", type},
            {RecordType.HEADER, type, "b", "c"}
        };
        for (String[] sent : headers) {
            String[] names = new String[sent.length / 2];
            byte[][] values = new byte[names.length][];
            for (int i = 0; i < names.length; i++) {
                names[i] = sent[2 * i];
                values[i] = sent[2 * i + 1].getBytes(StandardCharsets.UTF_8);
            }
            Origin origin = new Origin(1, 2, bytes(), bytes(), names, values);
            DeadLetter letter = DeadLetter.of(reason(), "", origin, "p", 3);
            Origin found = sentAndFound(PlaceInput.of(letter)).origin();
            assertArrayEquals(names, found.headerNames());
            assertArrayEquals(values, found.headerValues());
            assertEquals(origin.recordBytes(), found.recordBytes());
        }
    }

    private PlaceInput sentAndFound(PlaceInput input) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        PlaceInputSerializer.INSTANCE.serialize(input, out);
        DataOutputSerializer copied = new DataOutputSerializer(64);
        PlaceInputSerializer.INSTANCE.copy(
                new DataInputDeserializer(out.getCopyOfBuffer()), copied);
        assertArrayEquals(out.getCopyOfBuffer(), copied.getCopyOfBuffer());
        byte[] bytes = copied.getCopyOfBuffer();
        DataInputDeserializer in =
                random.nextBoolean() ? new DataInputDeserializer(bytes) : new SharedBytes(bytes);
        PlaceInput found = PlaceInputSerializer.INSTANCE.deserialize(in);
        assertEquals(0, in.available(), "bytes are left over");
        return found;
    }

    private Origin origin(int headers) {
        String[] names = new String[headers];
        byte[][] values = new byte[headers][];
        for (int i = 0; i < headers; i++) {
            names[i] = text(random.nextInt(5) == 0 ? LONGER_THAN_64_KIB : 10);
            values[i] = bytes();
        }
        return new Origin(random.nextInt(4), random.nextLong(), bytes(), bytes(), names, values);
    }

    private RejectionReason reason() {
        RejectionReason[] reasons = RejectionReason.values();
        return reasons[random.nextInt(reasons.length)];
    }

    private String placeId() {
        return random.nextInt(4) == 0 ? null : text(12);
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, 0xD800).forEach(text::appendCodePoint);
        return text.toString();
    }

    private byte[] bytes() {
        if (random.nextInt(4) == 0) {
            return null;
        }
        byte[] bytes = new byte[random.nextInt(random.nextInt(8) == 0 ? LONGER_THAN_64_KIB : 50)];
        random.nextBytes(bytes);
        return bytes;
    }
}
