package io.outpost.ingest.station;

import io.outpost.core.unit.Conversion;
import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import io.outpost.ingest.Extras;
import io.outpost.schemas.Observation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How consumer weather stations report: names of fields and their units, which are imperial. A
 * report is a function of its fields and the time of receipt. Rain is the best of the report's
 * counters, never an amount: the sum of the last hour, sent each minute, would be counted 60 times.
 */
public enum StationProtocol {
    /** The upload of Weather Underground, which nearly all stations and programs speak. */
    WEATHER_UNDERGROUND,

    /** The upload of Ecowitt's consoles and gateways. */
    ECOWITT;

    private static final String WIND_DIRECTION = "winddir";

    /** About the upload itself; kept nowhere. */
    private static final List<String> WORDS = List.of("action", "realtime");

    /**
     * Reads a report.
     *
     * @param parameters by name, decoded
     * @param receivedAt what {@code now} means
     * @throws RejectedReportException when the time or a measured value cannot be read
     */
    public StationReport read(
            Map<String, String> parameters, String placeId, String sensorId, Instant receivedAt)
            throws RejectedReportException {
        ReportFields fields = new ReportFields(parameters);
        WORDS.forEach(fields::take);
        Observation observation =
                Observation.newBuilder()
                        .setPlaceId(placeId)
                        .setSensorId(sensorId)
                        .setObservedAt(ReportTime.of(fields, receivedAt))
                        .build();
        for (FieldSource source : FieldSource.of(this)) {
            Optional<String> field = source.in(fields);
            if (field.isPresent()) {
                put(observation, source.quantity(), source.unit(), field.get(), fields);
            }
        }
        putWindDirection(observation, fields);
        Optional<String> counter = RainCounter.in(fields);
        if (counter.isPresent()) {
            put(
                    observation,
                    Quantity.PRECIPITATION_COUNTER_MILLIMETRES,
                    Unit.INCHES,
                    counter.get(),
                    fields);
        }
        return new StationReport(observation, putExtras(observation, counter, fields));
    }

    /** A vane that stands still in a calm says nothing. */
    private static void putWindDirection(Observation observation, ReportFields fields)
            throws RejectedReportException {
        Double speed = observation.getWindSpeedMetresPerSecond();
        if (speed == null || speed != 0) {
            put(observation, Quantity.WIND_DIRECTION_DEGREES, Unit.DEGREES, WIND_DIRECTION, fields);
        }
    }

    private static void put(
            Observation observation,
            Quantity quantity,
            Unit unit,
            String field,
            ReportFields fields)
            throws RejectedReportException {
        BigDecimal value = fields.number(field);
        fields.take(field);
        if (value != null) {
            Conversion toOurs = new Conversion(unit, Unit.of(quantity));
            observation.put(quantity.fieldName(), toOurs.apply(value));
        }
    }

    /** Says the counter as well: one that changes shows. Returns how many fields did not fit. */
    private static int putExtras(
            Observation observation, Optional<String> counter, ReportFields fields) {
        Extras extras = new Extras();
        counter.ifPresent(field -> extras.keep("rain_counter", field));
        StationHealth.of(fields).forEach(extras::keep);
        int leftOut = 0;
        for (Map.Entry<String, String> other : fields.others().entrySet()) {
            boolean isOurs = extras.kept().containsKey(other.getKey());
            leftOut += isOurs || extras.keep(other.getKey(), other.getValue()) ? 0 : 1;
        }
        observation.put("extras", extras.kept());
        return leftOut;
    }
}
