package io.outpost.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contracts. From the first release on, each version must read what every earlier one wrote.
 */
class SchemasTest {
    private static final Map<Topic, Schema> SCHEMAS =
            Map.of(
                    Topic.OBSERVATIONS, Observation.getClassSchema(),
                    Topic.LATE_OBSERVATIONS, LateObservation.getClassSchema(),
                    Topic.PLACES, Place.getClassSchema(),
                    Topic.PREFERENCES, Preference.getClassSchema(),
                    Topic.CONDITIONS, Transition.getClassSchema(),
                    Topic.ALERTS, Alert.getClassSchema());

    static Stream<Topic> topics() {
        return SCHEMAS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldSaysWhatItIs(Topic topic) {
        requireDocs(SCHEMAS.get(topic));
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void subjectsFollowTheirTopic(Topic topic) {
        assertTrue(topic.topicName().startsWith("outpost."));
        assertTrue(topic.topicName().endsWith(".v1"));
        assertEquals(topic.topicName() + "-value", topic.subject());
    }

    @Test
    void aRecordOfTheLogIsWhatTheNameOfItsWritersSchemaSays() {
        for (RecordType type : RecordType.values()) {
            assertEquals(type, RecordType.of(type.schema()));
            requireDocs(type.schema());
        }
        assertEquals(
                RecordType.OBSERVATION,
                RecordType.of(SchemaBuilder.record("com.example.Place").fields().endRecord()));
        assertEquals(RecordType.OBSERVATION, RecordType.of(Schema.create(Schema.Type.STRING)));
        assertEquals("outpost.observations.v1-value", RecordType.OBSERVATION.subject());
        assertEquals("outpost.observations.v1-io.outpost.schemas.Tick", RecordType.TICK.subject());
    }

    private static void requireDocs(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertNotNull(schema.getDoc(), schema.getFullName());
                for (Schema.Field field : schema.getFields()) {
                    assertNotNull(field.doc(), schema.getName() + "." + field.name());
                    assertFalse(field.doc().isBlank(), schema.getName() + "." + field.name());
                    requireDocs(field.schema());
                }
            }
            case ARRAY -> requireDocs(schema.getElementType());
            case UNION -> schema.getTypes().forEach(SchemasTest::requireDocs);
            default -> {
                // A field of its own says what a plain value is.
            }
        }
    }
}
