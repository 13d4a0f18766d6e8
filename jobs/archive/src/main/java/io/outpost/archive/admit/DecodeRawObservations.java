package io.outpost.archive.admit;

import io.outpost.observe.LogDecoder;
import io.outpost.observe.SentQuantities;
import io.outpost.observe.SourceRecord;
import io.outpost.observe.WriterSchemas;
import io.outpost.place.DeadLetter;
import io.outpost.place.PlaceInput;
import io.outpost.place.Reading;
import io.outpost.place.RejectionReason;
import io.outpost.schemas.Observation;
import io.outpost.weather.Quantity;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * From bytes to a valid observation with its values as sent. One that is rejected is counted by
 * reason and goes no further: the conditions job writes it to the topic of rejected records. Ticks,
 * places and preferences are passed over.
 */
public final class DecodeRawObservations {
    private static final Quantity[] QUANTITIES = Quantity.values();

    private final LogDecoder decoder;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    /**
     * @param partitions of the log
     */
    public DecodeRawObservations(WriterSchemas schemas, int partitions, MetricGroup metrics) {
        decoder = new LogDecoder(schemas, partitions);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
        }
    }

    /** Null when it is rejected, or is no observation. */
    public RawObservation decode(SourceRecord source) {
        return decoder.decodeObservation(source, DecodeRawObservations::raw, this::count);
    }

    private void count(DeadLetter letter) {
        rejected.get(letter.reason()).inc();
    }

    private static RawObservation raw(Observation observation, PlaceInput valid) {
        Reading reading = valid.reading();
        double[] values = new double[Quantity.COUNT];
        int present = fill(values, observation);
        Integer interval = observation.getReportingIntervalSeconds();
        return new RawObservation(
                valid.placeId(),
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
