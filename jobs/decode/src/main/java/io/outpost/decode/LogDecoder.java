package io.outpost.decode;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.WriterSchemas.WriterSchema;
import io.outpost.decode.preference.LevelNames;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import java.util.function.Consumer;

/**
 * From a record of the log to what it says to a place, or to a dead letter; never fails for what a
 * record holds. What the record is follows from its writer's schema. Not thread-safe.
 */
public final class LogDecoder {
    private final AvroValueDecoder decoder;
    private final ValidateObservations validation;
    private final DecodePlaces places;

    /** Null: preferences are passed over. */
    private final DecodePreferences preferences;

    private final DecodedObservation sent = new DecodedObservation();

    /** Of observations that go on as they came. */
    private final DecodedObservation scratch = new DecodedObservation();

    /** Makes what a job keeps of an observation, from the message and the reading found in it. */
    @FunctionalInterface
    public interface FromMessage<T> {
        T make(Observation message, PlaceInput valid);
    }

    /**
     * Of all but preferences, which it passes over.
     *
     * @param partitions of the log
     */
    public LogDecoder(WriterSchemas schemas, int partitions) {
        this(schemas, partitions, (DecodePreferences) null);
    }

    /**
     * Of preferences too.
     *
     * @param partitions of the log
     * @param levels that preferences may name
     */
    public LogDecoder(WriterSchemas schemas, int partitions, LevelNames levels) {
        this(schemas, partitions, new DecodePreferences(partitions, levels));
    }

    private LogDecoder(WriterSchemas schemas, int partitions, DecodePreferences preferences) {
        this.decoder = new AvroValueDecoder(schemas);
        this.validation = new ValidateObservations(partitions);
        this.places = new DecodePlaces(partitions);
        this.preferences = preferences;
    }

    /** Null for what is passed over. */
    public PlaceInput decode(SourceRecord source) {
        byte[] value = source.value();
        try {
            RecordBounds.require(source.origin());
            WriterSchema schema = decoder.schemaOf(value);
            return switch (schema.type()) {
                case OBSERVATION -> observation(schema, source);
                case PLACE -> places.version(decoder.decode(value, schema, Place.class), source);
                case PREFERENCE -> preference(schema, source);
                case TICK -> null;
            };
        } catch (RejectedValueException e) {
            return PlaceInput.of(deadLetter(e, source.receivedAtMillis(), source.origin()));
        }
    }

    /**
     * The same, to be sent to its place: decoded there by {@link RoutedDecoder}, where it is as
     * nearly all observations are; all else is decoded here, where the schemas are. Null for what
     * is passed over.
     */
    public RoutedRecord route(SourceRecord source) {
        RoutedRecord undecoded = undecoded(source);
        if (undecoded != null) {
            return undecoded;
        }
        PlaceInput input = decode(source);
        return input == null ? null : RoutedRecord.of(input);
    }

    /**
     * Of observations only, for a job that keeps something else of them. Null for what is no
     * observation, or is rejected.
     *
     * @param rejected receives the dead letters of observations
     */
    public <T> T decodeObservation(
            SourceRecord source, FromMessage<T> fromMessage, Consumer<DeadLetter> rejected) {
        try {
            RecordBounds.require(source.origin());
            WriterSchema schema = decoder.schemaOf(source.value());
            if (schema.type() != RecordType.OBSERVATION) {
                return null;
            }
            Observation message = decoder.observation(source.value(), schema);
            return fromMessage.make(message, validation.validate(message, source));
        } catch (RejectedValueException e) {
            rejected.accept(deadLetter(e, source.receivedAtMillis(), source.origin()));
            return null;
        }
    }

    private PlaceInput observation(WriterSchema schema, SourceRecord source)
            throws RejectedValueException {
        byte[] value = source.value();
        FastObservationDecoder fast = schema.fast();
        sent.values = new double[Quantity.COUNT];
        if (fast == null || !isRead(fast, value, sent)) {
            return validation.validate(decoder.observation(value, schema), source);
        }
        sent.ids = fast.ids();
        return validation.validate(sent, source.receivedAtMillis(), source.origin());
    }

    /** Null where preferences are passed over. */
    private PlaceInput preference(WriterSchema schema, SourceRecord source)
            throws RejectedValueException {
        return preferences == null
                ? null
                : preferences.version(
                        decoder.decode(source.value(), schema, Preference.class), source);
    }

    /** As it came, when it can be decoded where its place is; else null. */
    private RoutedRecord undecoded(SourceRecord source) {
        try {
            RecordBounds.require(source.origin());
            FastObservationDecoder fast = decoder.schemaOf(source.value()).fast();
            return fast != null && isRead(fast, source.value(), scratch)
                    ? new RoutedRecord(null, source, fast.layout(), fast.placeIdHash())
                    : null;
        } catch (RejectedValueException e) {
            return null;
        }
    }

    private static boolean isRead(
            FastObservationDecoder fast, byte[] value, DecodedObservation into) {
        return fast.read(value, WireFormat.HEADER_BYTES, value.length, into) && fast.hasIds();
    }

    static DeadLetter deadLetter(
            RejectedValueException refusal, long receivedAtMillis, Origin origin) {
        return DeadLetter.of(
                refusal.reason(),
                refusal.getMessage(),
                DeadLetterOrigin.of(origin),
                refusal.placeId(),
                receivedAtMillis);
    }
}
