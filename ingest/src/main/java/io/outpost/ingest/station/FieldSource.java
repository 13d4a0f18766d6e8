package io.outpost.ingest.station;

import static io.outpost.core.unit.Unit.FAHRENHEIT;
import static io.outpost.core.unit.Unit.INCHES_OF_MERCURY;
import static io.outpost.core.unit.Unit.MILES_PER_HOUR;
import static io.outpost.core.unit.Unit.ONE;
import static io.outpost.core.unit.Unit.PERCENT;

import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import java.util.List;
import java.util.Optional;

/**
 * Where a quantity is from: the first of these fields that a report has, whether or not it has a
 * value. A barometer must not change between absolute and relative for a report.
 */
record FieldSource(Quantity quantity, Unit unit, List<String> fields) {
    private static final FieldSource TEMPERATURE =
            new FieldSource(Quantity.AIR_TEMPERATURE_CELSIUS, FAHRENHEIT, "tempf");
    private static final FieldSource HUMIDITY =
            new FieldSource(Quantity.RELATIVE_HUMIDITY_PERCENT, PERCENT, "humidity");
    private static final FieldSource WIND =
            new FieldSource(Quantity.WIND_SPEED_METRES_PER_SECOND, MILES_PER_HOUR, "windspeedmph");
    private static final FieldSource GUST =
            new FieldSource(Quantity.WIND_GUST_METRES_PER_SECOND, MILES_PER_HOUR, "windgustmph");

    private static final List<FieldSource> WEATHER_UNDERGROUND =
            List.of(
                    TEMPERATURE,
                    HUMIDITY,
                    WIND,
                    GUST,
                    new FieldSource(Quantity.DEW_POINT_CELSIUS, FAHRENHEIT, "dewptf"),
                    new FieldSource(
                            Quantity.PRESSURE_HECTOPASCALS,
                            INCHES_OF_MERCURY,
                            "absbaromin",
                            "baromin"),
                    new FieldSource(Quantity.SOIL_MOISTURE_PERCENT, PERCENT, "soilmoisture"),
                    new FieldSource(Quantity.UV_INDEX, ONE, "UV"));

    private static final List<FieldSource> ECOWITT =
            List.of(
                    TEMPERATURE,
                    HUMIDITY,
                    WIND,
                    GUST,
                    new FieldSource(
                            Quantity.PRESSURE_HECTOPASCALS,
                            INCHES_OF_MERCURY,
                            "baromabsin",
                            "baromrelin"),
                    new FieldSource(Quantity.SOIL_MOISTURE_PERCENT, PERCENT, "soilmoisture1"),
                    new FieldSource(Quantity.UV_INDEX, ONE, "uv"));

    private FieldSource(Quantity quantity, Unit unit, String... fields) {
        this(quantity, unit, List.of(fields));
    }

    static List<FieldSource> of(StationProtocol protocol) {
        return switch (protocol) {
            case WEATHER_UNDERGROUND -> WEATHER_UNDERGROUND;
            case ECOWITT -> ECOWITT;
        };
    }

    Optional<String> in(ReportFields report) {
        return fields.stream().filter(report::has).findFirst();
    }
}
