package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the registry, and which writers' schemas are taken. */
class WriterSchemasTest {
    private static final Schema OURS = Observation.getClassSchema();
    private static final String RECORD =
            "{\"type\":\"record\",\"name\":\"Observation\",\"fields\":["
                    + "{\"name\":\"placeId\",\"type\":\"string\"},{\"name\":\"sensorId\",\"type\":\"string\"},"
                    + "{\"name\":\"observedAt\",\"type\":%s},{\"name\":\"more\",\"type\":%s}]}";
    private static final String LONG = "\"long\"";
    private static final String MILLIS = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";

    private final Map<Integer, Schema> registered = new ConcurrentHashMap<>();
    private final InMemoryRegistry registry = new InMemoryRegistry(registered);
    private long nanos;
    private final WriterSchemas schemas =
            new WriterSchemas(registry.client(), RegistryOutage.sleeping(), () -> nanos);

    WriterSchemasTest() throws IOException {}

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000, Integer.MAX_VALUE - 10_000})
    void tenThousandUnknownIdsAreTenQuestions(int first) throws Exception {
        registered.put(12, OURS);
        assertEquals(OURS, schemas.get(12).schema());
        int before = registry.calls();
        for (int id = first; id < first + 10_000; id++) {
            assertEquals(RejectionReason.UNKNOWN_SCHEMA, refusal(id));
        }
        assertTrue(registry.calls() - before <= 10, "calls: " + (registry.calls() - before));
    }

    @Test
    void whatIsRegisteredDuringAFloodIsRead() throws Exception {
        registered.put(12, OURS);
        assertEquals(12, schemas.get(12).id());
        for (int id = 100_000; id < 101_000; id++) {
            assertEquals(RejectionReason.UNKNOWN_SCHEMA, refusal(id));
        }
        registered.put(13, OURS);
        registered.put(80, OURS);
        assertEquals(13, schemas.get(13).id());
        assertEquals(80, schemas.get(80).id());
        registered.put(200_000, OURS);
        nanos += Duration.ofMinutes(1).toNanos() + 1;
        assertEquals(200_000, schemas.get(200_000).id(), "a minute later");
    }

    /** A registry that others use too: the ids of two of our schemas are far apart. */
    @Test
    void idsOfOthersInBetweenDoNotHideOurs() throws Exception {
        registered.put(12, OURS);
        assertEquals(12, schemas.get(12).id());
        for (int id = 13; id <= 5_000; id++) {
            registered.put(id, Schema.create(Schema.Type.INT));
        }
        registered.put(4_999, OURS);
        for (int id = 1_000_000; id < 1_000_100; id++) {
            assertEquals(RejectionReason.UNKNOWN_SCHEMA, refusal(id));
        }
        assertEquals(4_999, schemas.get(4_999).id());
    }

    @Test
    void oneRefusedIdHidesNoOther() throws Exception {
        assertEquals(RejectionReason.UNKNOWN_SCHEMA, refusal(7));
        assertEquals(RejectionReason.UNKNOWN_SCHEMA, refusal(-1));
        registered.put(9_000, OURS);
        assertEquals(9_000, schemas.get(9_000).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}",
                "{\"type\":\"long\",\"logicalType\":\"timestamp-seconds\"}",
                "{\"type\":\"int\",\"logicalType\":\"date\"}",
                "\"int\"",
                "[{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]"
            })
    void aTimeOfAnotherKindIsIncompatible(String type) {
        registered.put(1, parse(RECORD.formatted(type, LONG)));
        assertEquals(RejectionReason.INCOMPATIBLE_SCHEMA, refusal(1));
    }

    @Test
    void aPlainLongAndOneOfMillisecondsAreTimes() throws Exception {
        registered.put(1, parse(RECORD.formatted(LONG, LONG)));
        registered.put(2, parse(RECORD.formatted(MILLIS, LONG)));
        assertEquals(1, schemas.get(1).id());
        assertEquals(2, schemas.get(2).id());
    }

    /** Few bytes of them would take any time, stack or memory to pass over. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"type\":\"array\",\"items\":\"null\"}",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}}",
                "{\"type\":\"array\",\"items\":{\"type\":\"fixed\",\"name\":\"F\",\"size\":0}}",
                "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}",
                "{\"type\":\"map\",\"values\":{\"type\":\"record\",\"name\":\"T\",\"fields\":[{\"name\":\"t\",\"type\":{\"type\":\"array\",\"items\":\"T\"}}]}}"
            })
    void aSchemaWithoutABoundIsIncompatible(String type) {
        registered.put(1, parse(RECORD.formatted(MILLIS, type)));
        assertEquals(RejectionReason.INCOMPATIBLE_SCHEMA, refusal(1));
    }

    /** Each type is twice what the one before is: a value without a byte would have 2^60 parts. */
    @Test
    void aSchemaThatGrowsWithEachTypeIsIncompatible() {
        StringBuilder fields =
                new StringBuilder("{\"type\":\"record\",\"name\":\"R\",\"fields\":[");
        fields.append(
                "{\"name\":\"f0\",\"type\":{\"type\":\"record\",\"name\":\"T0\",\"fields\":[]}}");
        for (int i = 1; i <= 60; i++) {
            fields.append(
                    ",{\"name\":\"f%1$d\",\"type\":{\"type\":\"record\",\"name\":\"T%1$d\",\"fields\":[{\"name\":\"a\",\"type\":\"T%2$d\"},{\"name\":\"b\",\"type\":\"T%2$d\"}]}}"
                            .formatted(i, i - 1));
        }
        registered.put(1, parse(RECORD.formatted(MILLIS, fields.append("]}"))));
        assertEquals(RejectionReason.INCOMPATIBLE_SCHEMA, refusal(1));
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }

    private RejectionReason refusal(int id) {
        return assertThrows(RejectedSchemaException.class, () -> schemas.get(id)).reason();
    }
}
