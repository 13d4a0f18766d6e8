package io.outpost.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts: each version must read what every earlier one has written. */
class SchemasTest {
    /**
     * Released versions, each with a folder in src/test/resources/frozen. Add one per release;
     * change none.
     */
    private static final List<String> RELEASES = List.of("0.1.0");

    private static final Path FROZEN = Path.of("src/test/resources/frozen");

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
    void readsWhatEveryReleaseHasWritten(Topic topic) throws IOException {
        for (String release : RELEASES) {
            Schema frozen = new Schema.Parser().parse(Files.readString(frozenFile(release, topic)));
            SchemaCompatibilityType compatibility =
                    SchemaCompatibility.checkReaderWriterCompatibility(SCHEMAS.get(topic), frozen)
                            .getType();
            assertEquals(
                    SchemaCompatibilityType.COMPATIBLE, compatibility, topic + " of " + release);
        }
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

    private static Path frozenFile(String release, Topic topic) {
        String name = topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return FROZEN.resolve(release).resolve(name + ".avsc");
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
