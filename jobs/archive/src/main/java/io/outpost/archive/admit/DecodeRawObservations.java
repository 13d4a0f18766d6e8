package io.outpost.archive.admit;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.ObservationFields;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.Observation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * From bytes to a valid observation with its values as sent. One that is rejected is counted by
 * reason and goes no further: the conditions job writes it to the topic of rejected records. Ticks,
 * places and preferences are passed over.
 */
public final class DecodeRawObservations {
    private static final List<Quantity> QUANTITIES = Quantity.sent();

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
                reading.recordBytes(),
                Extras.json(observation.getExtras()));
    }

    /** Fills in the values as sent, and says which there are. */
    private static int fill(double[] values, Observation observation) {
        Arrays.fill(values, Double.NaN);
        int present = 0;
        for (Quantity quantity : QUANTITIES) {
            Double sent = ObservationFields.of(observation, quantity);
            if (sent != null) {
                values[quantity.code()] = sent;
                present |= 1 << quantity.code();
            }
        }
        return present;
    }
}
