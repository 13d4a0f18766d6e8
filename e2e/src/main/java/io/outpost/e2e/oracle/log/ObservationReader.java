package io.outpost.e2e.oracle.log;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/** From a record of the log to a valid observation, by the rules of docs/topology.md. */
final class ObservationReader {
    private static final long FUTURE_MILLIS = Duration.ofMinutes(5).toMillis();

    private final WireReader<Observation> wire;
    private final int partitions;
    private final Hash64 hash = new Hash64();

    ObservationReader(SchemaRegistry registry, int partitions) {
        this.wire = new WireReader<>(registry, new Observation());
        this.partitions = partitions;
    }

    LoggedObservation read(ConsumerRecord<byte[], byte[]> logged, long contentHash)
            throws RefusedException {
        Observation observation = wire.read(logged.value());
        requireIds(observation, logged.partition());
        double[] sent = new double[Measure.COUNT];
        int present = fill(sent, observation);
        if (Screening.of(sent, present).isEmpty()) {
            throw new RefusedException("NO_QUANTITY");
        }
        Integer interval = observation.getReportingIntervalSeconds();
        return new LoggedObservation(
                observation.getPlaceId(),
                observation.getSensorId(),
                logged.partition(),
                logged.offset(),
                time(observation, logged.timestamp()),
                logged.timestamp(),
                interval == null ? LoggedObservation.UNDECLARED : interval,
                present,
                sent,
                extras(observation.getExtras(), hash),
                contentHash);
    }

    private void requireIds(Observation observation, int partition) throws RefusedException {
        Texts.requireId(observation.getPlaceId(), "MISSING_PLACE");
        Texts.requireId(observation.getSensorId(), "MISSING_SENSOR");
        byte[] place = observation.getPlaceId().getBytes(StandardCharsets.UTF_8);
        if (Utils.toPositive(Utils.murmur2(place)) % partitions != partition) {
            throw new RefusedException("WRONG_PARTITION");
        }
    }

    private static long time(Observation observation, long receivedAtMillis)
            throws RefusedException {
        long at;
        try {
            at = observation.getObservedAt().toEpochMilli();
        } catch (ArithmeticException e) {
            throw new RefusedException("UNDECODABLE");
        }
        if (at <= 0) {
            throw new RefusedException("MISSING_TIME");
        }
        if (at > receivedAtMillis + FUTURE_MILLIS) {
            throw new RefusedException("IN_FUTURE");
        }
        return at;
    }

    private static int fill(double[] sent, Observation observation) {
        int present = 0;
        for (Measure measure : Measure.values()) {
            Double value = measure.of(observation);
            sent[measure.ordinal()] = value == null ? Double.NaN : value;
            present |= value == null ? 0 : 1 << measure.ordinal();
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
