package io.outpost.observe;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

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
        return decode(source, (observation, inbound) -> inbound, Inbound::of);
    }

    /**
     * As {@link #decode(SourceRecord)}, for a job that keeps something else.
     *
     * @param valid makes it of the message and the reading that was found valid in it
     */
    public <T> T decode(
            SourceRecord source,
            BiFunction<Observation, Inbound, T> valid,
            Function<Rejected, T> refused) {
        Observation observation;
        Inbound inbound;
        try {
            observation = decoder.decode(source.value());
            inbound = validation.validate(observation, source);
        } catch (RefusedValueException e) {
            return refused.apply(
                    new Rejected(e.reason(), e.getMessage(), source.topic(), source.origin()));
        }
        return valid.apply(observation, inbound);
    }
}
