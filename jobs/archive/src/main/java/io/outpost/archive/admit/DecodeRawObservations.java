package io.outpost.archive.admit;

import io.outpost.observe.DecodeObservations;
import io.outpost.observe.Inbound;
import io.outpost.observe.Rejected;
import io.outpost.observe.RejectionReason;
import io.outpost.observe.SentQuantities;
import io.outpost.observe.SourceRecord;
import io.outpost.place.Reading;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.weather.Quantity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * From bytes to a valid observation with its values as sent. One that is refused is counted by
 * reason and goes no further: the conditions job writes it to the topic of rejected records.
 */
public final class DecodeRawObservations {
    private static final Quantity[] QUANTITIES = Quantity.values();

    private final DecodeObservations decoder;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    /**
     * @param partitions of the observations topic
     * @param outage told each time that the registry did not answer
     */
    public DecodeRawObservations(
            SchemaRegistry registry,
            int partitions,
            Consumer<RegistryUnavailableException> outage,
            MetricGroup metrics) {
        decoder = new DecodeObservations(registry, partitions, outage);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    /** Null when it is refused. */
    public RawObservation decode(SourceRecord source) {
        return decoder.decode(source, DecodeRawObservations::raw, this::count);
    }

    private RawObservation count(Rejected refused) {
        rejected.get(refused.reason()).inc();
        return null;
    }

    private static RawObservation raw(Observation observation, Inbound inbound) {
        Reading reading = inbound.reading();
        double[] values = new double[Quantity.COUNT];
        int present = fill(values, observation);
        Integer interval = observation.getReportingIntervalSeconds();
        return new RawObservation(
                inbound.placeKey(),
                inbound.placeId(),
                reading.sensorKey(),
                reading.sensorId(),
                reading.observedAtMillis(),
                reading.receivedAtMillis(),
                reading.origin().partition(),
                reading.origin().offset(),
                interval == null ? RawObservation.UNDECLARED : interval,
                present,
                values,
                reading.flags(),
                Extras.json(observation.getExtras()));
    }

    /** Fills in the values as sent, and tells which there are. */
    private static int fill(double[] values, Observation observation) {
        Arrays.fill(values, Double.NaN);
        int present = 0;
        for (Quantity quantity : QUANTITIES) {
            Double sent = SentQuantities.of(observation, quantity);
            if (sent != null) {
                values[quantity.ordinal()] = sent;
                present |= 1 << quantity.ordinal();
            }
        }
        return present;
    }
}
