package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.Emitted;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is derived from an observation, and where it is defined. */
class WeatherTest {
    private final HandMadeLog log =
            new HandMadeLog().replayed(Instant.parse("2026-08-01T00:00:00Z"), Duration.ofMillis(1));

    @Test
    void heatIndexGoesOnAboveFiftyDegrees() {
        assertEquals(44.9, Weather.heatIndexCelsius(51, 5), 0.05);
        assertEquals(Double.NaN, Weather.heatIndexCelsius(60.1, 5));
    }

    @Test
    void windChillIsOfObservationsThatHaveOneAndFeltTemperatureOfAll() {
        wind("PT0S", -10, 5);
        wind("PT1M", 20, 5);
        log.at("PT2M", -4);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        double chill = Weather.windChillCelsius(-10, 5);
        assertEquals(-17.4, chill, 0.05);
        assertEquals(1, value(emissions, "wind_chill_celsius_n_1h"));
        assertEquals(chill, value(emissions, "wind_chill_celsius_mean_1h"), 1e-9);
        assertEquals(3, value(emissions, "felt_temperature_celsius_n_1h"));
        assertEquals(
                (chill + 20 - 4) / 3, value(emissions, "felt_temperature_celsius_mean_1h"), 1e-9);
        assertEquals(2, value(emissions, "wind_speed_metres_per_second_n_15m"));
        assertEquals(5, value(emissions, "wind_speed_metres_per_second_mean_1h"));
        assertEquals(
                5,
                Emitted.value(
                        emissions,
                        Table.QUARTER_HOUR_ROLLINGS,
                        "PT0S",
                        "wind_speed_metres_per_second_mean_24h"));
    }

    @Test
    void windChillIsOfTheWindAtTenMetres() {
        assertEquals(5, Weather.windAt10Metres(5, Double.NaN));
        assertEquals(5, Weather.windAt10Metres(5, 10), 1e-12);
        assertEquals(5 / 0.748, Weather.windAt10Metres(5, 2), 0.01);
        log.parameters("PT0S", HandMadeLog.hut().setWindHeightMetres(2.0));
        wind("PT2M", -10, 5);
        List<Emission> emissions = log.emissionsUntil("PT9999H");
        assertEquals(
                Weather.windChillCelsius(-10, Weather.windAt10Metres(5, 2)),
                value(emissions, "wind_chill_celsius_mean_1h"),
                1e-9);
        assertEquals(5, value(emissions, "wind_speed_metres_per_second_mean_1h"));
    }

    private void wind(String afterNoon, double celsius, double metresPerSecond) {
        log.at(
                afterNoon,
                Map.of(
                        Measure.AIR_TEMPERATURE_CELSIUS,
                        celsius,
                        Measure.WIND_SPEED_METRES_PER_SECOND,
                        metresPerSecond));
    }

    private static double value(List<Emission> emissions, String column) {
        return Emitted.value(emissions, Table.MINUTE_AGGREGATES, "PT2M", column);
    }
}
