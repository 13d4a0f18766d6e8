package io.outpost.e2e.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void aMinutesHourExcludesWhatIsExactlyAnHourBeforeItsEnd() {
        List<ExpectedRow> rows =
                ResultTable.MINUTES.rows(
                        List.of(
                                celsius("2013-07-01T11:00:59Z", 1),
                                celsius("2013-07-01T11:01:00Z", 2),
                                celsius("2013-07-01T12:00:00Z", 3)));

        Map<String, Double> noon = rows.get(2).values();
        assertEquals(2.0, noon.get("air_temperature_celsius_n_1h"));
        assertEquals(2.5, noon.get("air_temperature_celsius_mean_1h"));
        assertEquals(1.0, noon.get("air_temperature_celsius_n_15m"));
        assertEquals(1.0, noon.get("air_temperature_celsius_n"));
    }

    @Test
    void aQuarterHoursDayIsNinetySixQuarters() {
        List<ExpectedRow> rows =
                ResultTable.QUARTER_HOURS.rows(
                        List.of(
                                celsius("2013-06-30T12:14:59Z", 1),
                                celsius("2013-06-30T12:15:00Z", 2),
                                celsius("2013-07-01T12:00:00Z", 3),
                                celsius("2013-07-01T12:14:59Z", 4)));

        assertEquals(3, rows.size());
        assertEquals(Instant.parse("2013-07-01T12:00:00Z"), rows.get(2).startAt());
        assertEquals(3.0, rows.get(2).values().get("air_temperature_celsius_n_24h"));
        assertEquals(3.0, rows.get(2).values().get("air_temperature_celsius_mean_24h"));
        assertFalse(rows.get(2).values().containsKey("observations"));
    }

    @Test
    void hoursAndDaysAreThoseOfUtc() {
        List<Sample> samples =
                List.of(
                        celsius("2013-06-30T23:59:59Z", -1),
                        celsius("2013-07-01T00:00:00Z", 3),
                        celsius("2013-07-01T00:59:59Z", 5));

        Map<String, Double> hour = ResultTable.HOURS.rows(samples).get(1).values();
        assertEquals(2.0, hour.get("air_temperature_celsius_n"));
        assertEquals(3.0, hour.get("air_temperature_celsius_min"));
        assertEquals(5.0, hour.get("air_temperature_celsius_max"));
        assertEquals(8.0, hour.get("air_temperature_celsius_sum"));
        assertEquals(1.0, hour.get("coverage"));
        assertEquals(2, ResultTable.DAYS.rows(samples).size());
    }

    @Test
    void rainHasATotalOnly() {
        Sample wet =
                new Sample(
                        "p",
                        "s",
                        Instant.parse("2013-07-01T00:00:00Z"),
                        3600,
                        Map.of(Field.PRECIPITATION, 2.5));

        Map<String, Double> hour = ResultTable.HOURS.rows(List.of(wet)).get(0).values();

        assertEquals(2.5, hour.get("precipitation_millimetres_total"));
        assertFalse(hour.containsKey("precipitation_millimetres_sum"));
    }

    private static Sample celsius(String at, double value) {
        return new Sample("p", "s", Instant.parse(at), 3600, Map.of(Field.AIR_TEMPERATURE, value));
    }
}
