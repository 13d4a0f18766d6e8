package io.outpost.cli.stack;

import io.outpost.schemas.Alert;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Registers the schemas of all types of records in the log, and of all other topics that carry
 * Avro, under the compatibility rule of the contracts.
 */
final class Schemas {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private static final Map<Topic, Schema> OUTPUTS =
            Map.of(
                    Topic.LATE_OBSERVATIONS, LateObservation.getClassSchema(),
                    Topic.PLACES, Place.getClassSchema(),
                    Topic.PREFERENCES, Preference.getClassSchema(),
                    Topic.CONDITIONS, Transition.getClassSchema(),
                    Topic.ALERTS, Alert.getClassSchema());

    private Schemas() {}

    /** Returns how many subjects there are. */
    static int register(String registryUrl, String logTopic) throws RegistryUnavailableException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        Map<String, Schema> schemas = bySubject(logTopic);
        for (Map.Entry<String, Schema> schema : schemas.entrySet()) {
            registry.register(schema.getKey(), schema.getValue());
            registry.requireCompatibility(schema.getKey(), COMPATIBILITY);
        }
        return schemas.size();
    }

    /**
     * In one order at every start, so that the ids of a new stack are the same each time. Of a log
     * with another name also under that: serializers of others ask for the topic that they write.
     */
    static Map<String, Schema> bySubject(String logTopic) {
        Map<String, Schema> schemas = new TreeMap<>();
        for (RecordType type : RecordType.values()) {
            schemas.put(type.subject(), type.schema());
            schemas.put(type.subject(logTopic), type.schema());
        }
        OUTPUTS.forEach((topic, schema) -> schemas.put(topic.subject(), schema));
        return schemas;
    }
}
