package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.log.Hash64;
import io.outpost.e2e.oracle.log.LogRecord;
import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.Measure;
import io.outpost.e2e.oracle.log.ObservationLog;
import io.outpost.e2e.oracle.log.Schemas;
import io.outpost.e2e.oracle.log.WireReader;
import io.outpost.schemas.LateObservation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the topic of late observations: each that must be there, once, with its clock. */
public final class LateTopic {
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
        Double[] values = new Double[Measure.COUNT];
        double[] good = late.screen().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(good[i]) ? null : good[i];
        }
        awaited.put(
                late.position(),
                content(
                        late.placeId(),
                        late.sensorId(),
                        late.observedAtMillis(),
                        clockMillis,
                        values));
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
        Double[] values = {
            late.getAirTemperatureCelsius(),
            late.getDewPointCelsius(),
            late.getRelativeHumidityPercent(),
            late.getWindSpeedMetresPerSecond(),
            late.getWindGustMetresPerSecond(),
            late.getSnowDepthCentimetres(),
            late.getSnowWaterEquivalentMillimetres(),
            late.getWaterLevelMetres(),
            late.getPressureHectopascals(),
            late.getSoilMoisturePercent(),
            late.getPrecipitationMillimetres(),
            late.getPrecipitationCounterMillimetres()
        };
        return content(
                late.getPlaceId(),
                late.getSensorId(),
                late.getObservedAt().toEpochMilli(),
                late.getPlaceClock().toEpochMilli(),
                values);
    }

    private long content(
            String place, String sensor, long atMillis, long clockMillis, Double[] values) {
        return hash.of(place, sensor, atMillis, clockMillis, java.util.Arrays.toString(values));
    }
}
