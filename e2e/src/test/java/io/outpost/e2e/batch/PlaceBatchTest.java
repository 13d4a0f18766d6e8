package io.outpost.e2e.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceBatchTest {
    private static final Instant NOON = Instant.parse("2013-07-01T12:00:00Z");

    private final PlaceBatch place = new PlaceBatch();

    @Test
    void theFirstOfASensorAndSecondWins() {
        place.add(sample(NOON, Map.of(Field.AIR_TEMPERATURE, 1.0)));
        place.add(sample(NOON.plusMillis(999), Map.of(Field.AIR_TEMPERATURE, 2.0)));
        place.add(sample(NOON.plusSeconds(1), Map.of(Field.AIR_TEMPERATURE, 3.0)));

        assertEquals(2, place.accepted());
        assertEquals(1, place.repeated());
        assertEquals(1.0, place.inOrder().get(0).value(Field.AIR_TEMPERATURE));
    }

    @Test
    void anImplausibleValueIsFlaggedAndTheOthersAreKept() {
        place.add(sample(NOON, Map.of(Field.WIND_SPEED, 468.5, Field.AIR_TEMPERATURE, 3.9)));

        assertEquals(Map.of(Field.WIND_SPEED, 1), place.flagged());
        assertEquals(Double.NaN, place.inOrder().get(0).value(Field.WIND_SPEED));
        assertEquals(3.9, place.inOrder().get(0).value(Field.AIR_TEMPERATURE));
    }

    @Test
    void aDewPointAboveTheTemperatureAndAGustBelowTheWindAreFlagged() {
        place.add(
                sample(
                        NOON,
                        Map.of(
                                Field.AIR_TEMPERATURE, 10.0,
                                Field.DEW_POINT, 11.0,
                                Field.WIND_SPEED, 5.0,
                                Field.WIND_GUST, 4.0)));

        assertEquals(Map.of(Field.DEW_POINT, 1, Field.WIND_GUST, 1), place.flagged());
    }

    @Test
    void aRowWithoutAUsableValueIsRejected() {
        place.add(sample(NOON, Map.of()));
        place.add(sample(NOON, Map.of(Field.PRESSURE, 0.0)));

        assertEquals(0, place.accepted());
        assertEquals(2, place.withoutValue());
        assertEquals(Map.of(), place.flagged());
    }

    private static Sample sample(Instant at, Map<Field, Double> values) {
        Map<Field, Double> copy = new EnumMap<>(Field.class);
        copy.putAll(values);
        return new Sample("p", "s", at, 3600, copy);
    }
}
