package io.outpost.cli.verify.log;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/** Screens the records of the log, by the rules of docs/topology.md and in their order. */
final class RecordReader {
    private static final MeasureFields FIELDS = new MeasureFields(Observation.getClassSchema());
    private static final long FUTURE_MILLIS = Duration.ofMinutes(5).toMillis();

    private static final long YEAR_2000_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final String OLD_RECORDING = "outpost.old-recording";

    private final Schemas schemas;
    private final WireReader<Observation> observations;
    private final WireReader<Place> places;
    private final WireReader<Preference> preferences;
    private final Predicate<String> isDocument;
    private final int partitions;
    private final Hash64 hash = new Hash64();

    /** What a record is, by the full name of its writer's schema. */
    enum Type {
        OBSERVATION,
        PLACE,
        PREFERENCE,
        TICK
    }

    RecordReader(Schemas schemas, int partitions, Predicate<String> isDocument) {
        this.schemas = schemas;
        this.observations = new WireReader<>(schemas, new Observation());
        this.places = new WireReader<>(schemas, new Place());
        this.preferences = new WireReader<>(schemas, new Preference());
        this.isDocument = isDocument;
        this.partitions = partitions;
    }

    /** Comes before all else. */
    static void requireSize(ConsumerRecord<byte[], byte[]> logged) throws RejectedException {
        String fault = Cut.fault(logged);
        if (fault != null) {
            throw new RejectedException(fault);
        }
    }

    Type type(byte[] value) throws RejectedException {
        String name = schemas.writer(WireReader.schemaId(value)).getFullName();
        if (name.equals(Tick.getClassSchema().getFullName())) {
            return Type.TICK;
        }
        if (name.equals(Preference.getClassSchema().getFullName())) {
            return Type.PREFERENCE;
        }
        boolean place = name.equals(Place.getClassSchema().getFullName());
        return place ? Type.PLACE : Type.OBSERVATION;
    }

    LoggedParameters parameters(ConsumerRecord<byte[], byte[]> logged, long receivedAtMillis)
            throws RejectedException {
        Place place = places.read(logged.value());
        requirePlace(place.getPlaceId(), logged.partition());
        String reason = ParameterCheck.fault(place);
        if (reason != null) {
            throw new RejectedException(reason, place.getPlaceId());
        }
        return LoggedParameters.of(place, logged.partition(), logged.offset(), receivedAtMillis);
    }

    LoggedPreference preference(
            ConsumerRecord<byte[], byte[]> logged, long receivedAtMillis, long contentHash)
            throws RejectedException {
        Preference preference = preferences.read(logged.value());
        requirePlace(preference.getPlaceId(), logged.partition());
        String reason = fault(preference);
        if (reason != null) {
            throw new RejectedException(reason, preference.getPlaceId());
        }
        return new LoggedPreference(
                preference.getPlaceId(),
                logged.partition(),
                logged.offset(),
                receivedAtMillis,
                preference.getPreferenceId(),
                preference.getOwnerId(),
                preference.getVersion(),
                preference.getDocument(),
                contentHash);
    }

    /** Null when it is not rejected. */
    private String fault(Preference preference) {
        String id = Texts.fault(preference.getPreferenceId(), "MISSING_PREFERENCE");
        if (id != null) {
            return id;
        }
        String owner = Texts.fault(preference.getOwnerId(), "MISSING_OWNER");
        if (owner != null) {
            return owner;
        }
        String document = preference.getDocument();
        boolean isValid =
                preference.getVersion() >= 1 && (document == null || isDocument.test(document));
        return isValid ? null : "INVALID_PREFERENCE";
    }

    LoggedObservation observation(
            ConsumerRecord<byte[], byte[]> logged, long receivedAtMillis, long contentHash)
            throws RejectedException {
        Observation observation = observations.read(logged.value());
        requirePlace(observation.getPlaceId(), logged.partition());
        double[] sent = new double[Measure.COUNT];
        int present = fill(sent, observation);
        String reason = reason(observation, Screening.of(sent, present), logged, receivedAtMillis);
        if (reason != null) {
            throw new RejectedException(reason, observation.getPlaceId());
        }
        Integer interval = observation.getReportingIntervalSeconds();
        return new LoggedObservation(
                observation.getPlaceId(),
                observation.getSensorId(),
                logged.partition(),
                logged.offset(),
                observation.getObservedAt().toEpochMilli(),
                receivedAtMillis,
                interval == null ? LoggedObservation.UNDECLARED : interval,
                present,
                sent,
                extras(extras(observation, logged.value()), hash),
                contentHash,
                Cut.size(logged));
    }

    private Map<String, String> extras(Observation observation, byte[] value)
            throws RejectedException {
        return OtherFields.extras(
                observation.getExtras(),
                value,
                schemas.writer(WireReader.schemaId(value)),
                Observation.getClassSchema());
    }

    /** From here on a record names its place. */
    private void requirePlace(String placeId, int partition) throws RejectedException {
        String reason = Texts.fault(placeId, "MISSING_PLACE");
        if (reason != null) {
            throw new RejectedException(reason);
        }
        byte[] place = placeId.getBytes(StandardCharsets.UTF_8);
        if (Utils.toPositive(Utils.murmur2(place)) % partitions != partition) {
            throw new RejectedException("WRONG_PARTITION");
        }
    }

    /** Null when it is not rejected. */
    private static String reason(
            Observation observation,
            Screening screening,
            ConsumerRecord<byte[], byte[]> logged,
            long receivedAtMillis) {
        String sensor = Texts.fault(observation.getSensorId(), "MISSING_SENSOR");
        if (sensor != null) {
            return sensor;
        }
        if (screening.isEmpty()) {
            return "NO_QUANTITY";
        }
        long at = observation.getObservedAt().toEpochMilli();
        if (at <= 0) {
            return "MISSING_TIME";
        }
        if (at < YEAR_2000_MILLIS && logged.headers().lastHeader(OLD_RECORDING) == null) {
            return "BEFORE_2000";
        }
        return at > receivedAtMillis + FUTURE_MILLIS ? "IN_FUTURE" : null;
    }

    private static int fill(double[] sent, Observation observation) {
        int present = 0;
        Arrays.fill(sent, Double.NaN);
        for (Measure measure : Measure.SENT) {
            Double value = FIELDS.of(observation, measure);
            if (value != null) {
                sent[measure.ordinal()] = value;
                present |= 1 << measure.ordinal();
            }
        }
        return present;
    }

    /** Of the fields without a name, in any order; a NUL counts as the table can hold it. */
    static long extras(Map<String, String> extras, Hash64 hash) {
        long sum = 0;
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            sum +=
                    hash.of(
                            extra.getKey().replace('\0', '\uFFFD'),
                            extra.getValue().replace('\0', '\uFFFD'));
        }
        return sum;
    }
}
