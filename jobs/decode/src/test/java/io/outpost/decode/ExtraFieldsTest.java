package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What a writer sends that an observation has no field for. */
class ExtraFieldsTest {
    private static final long NOON = Instant.parse("2024-07-01T12:00:00Z").toEpochMilli();
    private static final Schema WRITER =
            new Schema.Parser()
                    .parse(
                            """
                            {"type":"record","name":"Observation","fields":[
                            {"name":"firmware","type":"string"},{"name":"placeId","type":"string"},
                            {"name":"sensorId","type":"string"},{"name":"observedAt","type":"long"},
                            {"name":"airTemperatureCelsius","type":"double"},
                            {"name":"battery","type":["null","float"]},{"name":"ok","type":"boolean"},
                            {"name":"grade","type":{"type":"enum","name":"Grade","symbols":["GOOD","BAD"]}},
                            {"name":"at","type":{"type":"record","name":"At","fields":[
                            {"name":"x","type":"int"},{"name":"y","type":"string"}]}},
                            {"name":"counts","type":{"type":"array","items":"long"}},
                            {"name":"many","type":{"type":"array","items":"At"}},
                            {"name":"extras","type":{"type":"map","values":"string"},"default":{}}]}
                            """);

    private final WriterSchemas schemas = new WriterSchemas(null, RegistryOutage.sleeping());

    ExtraFieldsTest() {
        schemas.restore(1, "+" + WRITER);
    }

    @Test
    void theyAreKeptWithTheirNamesAndTheirValuesAsText() throws IOException {
        GenericRecord sent = sent();
        assertEquals(
                Map.of(
                        "firmware", "2.1",
                        "battery", "3.5",
                        "ok", "true",
                        "grade", "GOOD",
                        "at", "{\"x\": 1, \"y\": \"a\\\"b\"}",
                        "counts", "[1, 2]"),
                extras(sent));
        sent.put("battery", null);
        sent.put("extras", Map.of("firmware", "of the sender", "more", "1"));
        Map<String, String> merged = extras(sent);
        assertEquals("of the sender", merged.get("firmware"));
        assertEquals("1", merged.get("more"));
        assertNull(merged.get("battery"), "null is no value");
    }

    @Test
    void anotherValueOfOneIsAnotherPayload() throws IOException {
        GenericRecord other = sent();
        other.put("firmware", "2.2");
        assertEquals(fingerprint(sent()), fingerprint(sent()));
        assertNotEquals(fingerprint(sent()), fingerprint(other));
    }

    @Test
    void theyAreBoundedInCountAndBytes() throws IOException {
        GenericRecord sent = sent();
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("e%02d".formatted(i), "x");
        }
        sent.put("extras", many);
        Map<String, String> kept = extras(sent);
        assertEquals(64, kept.size());
        assertEquals("x", kept.get("e63"), "by name");
        sent.put("extras", Map.of("a", "x".repeat(16_000), "b", "x".repeat(16_000)));
        kept = extras(sent);
        assertEquals(16_000, kept.get("a").length());
        assertNull(kept.get("b"));
        assertEquals("2.1", kept.get("firmware"), "what still fits is kept");
    }

    private static GenericRecord sent() {
        GenericRecord at = new GenericData.Record(WRITER.getField("at").schema());
        at.put("x", 1);
        at.put("y", "a\"b");
        GenericRecord sent = new GenericData.Record(WRITER);
        sent.put("firmware", "2.1");
        sent.put("placeId", "hut");
        sent.put("sensorId", "s");
        sent.put("observedAt", NOON);
        sent.put("airTemperatureCelsius", 20.0);
        sent.put("battery", 3.5f);
        sent.put("ok", true);
        sent.put("grade", new GenericData.EnumSymbol(WRITER.getField("grade").schema(), "GOOD"));
        sent.put("at", at);
        sent.put("counts", List.of(1L, 2L));
        sent.put("many", List.of(at));
        sent.put("extras", Map.of());
        return sent;
    }

    private Map<String, String> extras(GenericRecord sent) throws IOException {
        return new LogDecoder(schemas, 1)
                .decodeObservation(source(sent), (message, valid) -> message, letter -> {})
                .getExtras();
    }

    private int fingerprint(GenericRecord sent) throws IOException {
        PlaceInput input = new LogDecoder(schemas, 1).decode(source(sent));
        return input.reading().fingerprint();
    }

    private static SourceRecord source(GenericRecord sent) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(WRITER).write(sent, encoder);
        encoder.flush();
        Origin origin = new Origin(0, 1, null, bytes.toByteArray(), new String[0], new byte[0][]);
        return new SourceRecord(NOON, true, origin);
    }
}
