package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.log.LoggedObservation;
import io.outpost.cli.verify.log.Measure;
import io.outpost.cli.verify.log.MeasureFields;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.WireReader;
import io.outpost.cli.verify.report.Findings;
import io.outpost.schemas.LateObservation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the topic of late observations: each that must be there, once, with its clock. */
public final class LateTopic {
    private static final MeasureFields FIELDS = new MeasureFields(LateObservation.getClassSchema());

    private final Findings findings;
    private final WireReader<LateObservation> wire;
    private final Hash64 hash = new Hash64();
    private final Map<Long, Long> awaited = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();

    public LateTopic(Schemas schemas, Findings findings) {
        this.wire = new WireReader<>(schemas, new LateObservation());
        this.findings = findings;
    }

    public void await(LoggedObservation late, long clockMillis) {
        awaited.put(
                late.position(),
                content(
                        late.placeId(),
                        late.sensorId(),
                        late.observedAtMillis(),
                        clockMillis,
                        late.screen().values()));
    }

    public boolean isComplete() {
        return awaited.isEmpty();
    }

    /** Takes the next message; what is behind the end of the log is not compared. */
    public void take(ConsumerRecord<byte[], byte[]> message, ObservationLog log) {
        findings.checked();
        LateObservation late = wire.message(message.value());
        long position = LogRecord.position(late.getSourcePartition(), late.getSourceOffset());
        String name =
                late.getPlaceId()
                        + " "
                        + late.getObservedAt()
                        + " of "
                        + late.getSourcePartition()
                        + ":"
                        + late.getSourceOffset();
        if (!seen.add(position)) {
            findings.duplicated(name);
            return;
        }
        Long expected = awaited.remove(position);
        if (expected == null) {
            if (log.covers(late.getSourcePartition(), late.getSourceOffset())) {
                findings.extra(name);
            } else {
                findings.later();
            }
        } else if (expected != content(late)) {
            findings.wrong(name + " with clock " + late.getPlaceClock());
        }
    }

    /** Reports what did not come. */
    public void end() {
        awaited.keySet()
                .forEach(
                        position ->
                                findings.missing(
                                        LogRecord.partitionOf(position)
                                                + ":"
                                                + LogRecord.offsetOf(position)));
    }

    private long content(LateObservation late) {
        double[] values = new double[Measure.COUNT];
        Arrays.fill(values, Double.NaN);
        for (Measure measure : Measure.SENT) {
            Double value = FIELDS.of(late, measure);
            values[measure.ordinal()] = value == null ? Double.NaN : value;
        }
        return content(
                late.getPlaceId(),
                late.getSensorId(),
                late.getObservedAt().toEpochMilli(),
                late.getPlaceClock().toEpochMilli(),
                values);
    }

    private long content(
            String place, String sensor, long atMillis, long clockMillis, double[] values) {
        return hash.of(place, sensor, atMillis, clockMillis, Arrays.toString(values));
    }
}
