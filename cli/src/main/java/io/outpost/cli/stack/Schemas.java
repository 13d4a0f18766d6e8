package io.outpost.cli.stack;

import io.outpost.schemas.Alert;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Registers the schemas of all topics that carry Avro, under the compatibility rule of the
 * contracts.
 */
final class Schemas {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";

    private static final Map<Topic, Schema> BY_TOPIC =
            Map.of(
                    Topic.OBSERVATIONS, Observation.getClassSchema(),
                    Topic.LATE_OBSERVATIONS, LateObservation.getClassSchema(),
                    Topic.PLACES, Place.getClassSchema(),
                    Topic.PREFERENCES, Preference.getClassSchema(),
                    Topic.CONDITIONS, Transition.getClassSchema(),
                    Topic.ALERTS, Alert.getClassSchema());

    private Schemas() {}

    /** Returns how many subjects there are. */
    static int register(String registryUrl) throws RegistryUnavailableException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        for (Map.Entry<Topic, Schema> entry : BY_TOPIC.entrySet()) {
            String subject = entry.getKey().subject();
            registry.register(subject, entry.getValue());
            registry.requireCompatibility(subject, COMPATIBILITY);
        }
        return BY_TOPIC.size();
    }
}
