package io.outpost.observe;

import io.outpost.observe.WriterSchemas.WriterSchema;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** From bytes to a valid reading or a rejected record; never fails for what a record holds. */
public final class DecodeObservations {
    private final AvroValueDecoder<Observation> decoder;
    private final ValidateObservations validation;
    private final SentObservation sent = new SentObservation();
    private final KnownSensors knownSensors = new KnownSensors();
    private final Map<Integer, Optional<ObservationPlan>> plans = new HashMap<>();
    private int plannedId = -1;
    private ObservationPlan plan;

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
        byte[] value = source.value();
        try {
            WriterSchema<Observation> schema = decoder.schemaOf(value);
            ObservationPlan chosen = planFor(schema);
            boolean read = chosen != null && chosen.read(value, WireFormat.HEADER_BYTES, sent);
            return read
                    ? validation.validate(sent, source)
                    : validation.validate(decoder.decode(value, schema), source);
        } catch (RefusedValueException e) {
            return Inbound.of(rejected(e, source));
        }
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
            return refused.apply(rejected(e, source));
        }
        return valid.apply(observation, inbound);
    }

    /** Null for a schema that only Avro's reader can resolve. */
    private ObservationPlan planFor(WriterSchema<Observation> schema) {
        if (plannedId != schema.id()) {
            plannedId = schema.id();
            plan =
                    plans.computeIfAbsent(
                                    schema.id(),
                                    id -> ObservationPlan.of(schema.schema(), knownSensors))
                            .orElse(null);
        }
        return plan;
    }

    private static Rejected rejected(RefusedValueException refusal, SourceRecord source) {
        return new Rejected(
                refusal.reason(), refusal.getMessage(), source.topic(), source.origin());
    }
}
