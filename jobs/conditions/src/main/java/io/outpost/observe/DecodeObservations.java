package io.outpost.observe;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.function.Consumer;

/** From bytes to a valid reading or a rejected record; never fails for what a record holds. */
public final class DecodeObservations {
    private final AvroValueDecoder<Observation> decoder;
    private final ValidateObservations validation;

    /**
     * @param partitions of the observations topic
     * @param outage told each time that the registry did not answer
     */
    public DecodeObservations(
            SchemaRegistry registry,
            int partitions,
            Consumer<RegistryUnavailableException> outage) {
        this.decoder = new AvroValueDecoder<>(registry, new Observation(), outage);
        this.validation = new ValidateObservations(partitions);
    }

    public Inbound decode(SourceRecord source) {
        try {
            return validation.validate(decoder.decode(source.value()), source);
        } catch (RefusedValueException e) {
            return Inbound.of(
                    new Rejected(e.reason(), e.getMessage(), source.topic(), source.origin()));
        }
    }
}
