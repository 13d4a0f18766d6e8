package io.outpost.core.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.place.RollingMeans;
import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalTest {
    private static final int QUARTER_HOUR = 900;

    @ParameterizedTest
    @CsvSource({
        "AIR_TEMPERATURE_CELSIUS, MEAN, 0, 'MINUTE,HOUR'",
        "AIR_TEMPERATURE_CELSIUS, MAXIMUM, 0, 'MINUTE,HOUR'",
        "AIR_TEMPERATURE_CELSIUS, MEAN, 900, MINUTE",
        "AIR_TEMPERATURE_CELSIUS, MEAN, 3600, 'MINUTE,HOUR'",
        "AIR_TEMPERATURE_CELSIUS, MINIMUM, 3600, HOUR",
        "AIR_TEMPERATURE_CELSIUS, MEAN, 604800, HOUR",
        "AIR_TEMPERATURE_CELSIUS, MEAN, 608400, ''",
        "AIR_TEMPERATURE_CELSIUS, MEAN, 5400, ''",
        "AIR_TEMPERATURE_CELSIUS, TOTAL, 0, ''",
        "SOIL_MOISTURE_PERCENT, MEAN, 3600, HOUR",
        "PRECIPITATION_MILLIMETRES, TOTAL, 0, HOUR",
        "PRECIPITATION_MILLIMETRES, TOTAL, 259200, HOUR",
        "PRECIPITATION_MILLIMETRES, MEAN, 0, ''",
        "HEAT_INDEX_CELSIUS, MEAN, 0, 'MINUTE,HOUR'",
        "FELT_TEMPERATURE_CELSIUS, MEAN, 900, MINUTE",
        "FELT_TEMPERATURE_CELSIUS, MEAN, 0, ''",
        "WIND_DIRECTION_DEGREES, MEAN, 0, ''",
        "PRECIPITATION_COUNTER_MILLIMETRES, TOTAL, 0, ''"
    })
    void isKnownAtThePanesOfCadences(
            Quantity quantity, Statistic statistic, int spanSeconds, String cadences) {
        Set<Cadence> known = Signal.measure(quantity, statistic, spanSeconds).cadences();
        assertEquals(cadences, known.stream().map(Cadence::name).collect(Collectors.joining(",")));
    }

    @Test
    void rollsWhatThePlaceRolls() {
        assertEquals(
                Set.copyOf(RollingMeans.QUANTITIES),
                Arrays.stream(Quantity.values())
                        .filter(quantity -> !rolling(quantity).cadences().isEmpty())
                        .collect(Collectors.toSet()));
    }

    private static Signal rolling(Quantity quantity) {
        return Signal.measure(quantity, Statistic.MEAN, QUARTER_HOUR);
    }

    @Test
    void modelsAndConditionsHaveTheirCadenceAndAUnit() {
        for (ModelQuantity quantity : ModelQuantity.values()) {
            Signal signal = Signal.model(quantity);
            assertEquals(Set.of(Cadence.HOUR), signal.cadences());
            assertEquals(quantity.columnName(), signal.name());
            assertNotNull(signal.scale());
        }
        for (Condition condition : Condition.values()) {
            assertEquals(Set.of(condition.cadence()), Signal.condition(condition).cadences());
            assertEquals(Scale.LEVELS, Signal.condition(condition).scale());
        }
    }

    @Test
    void theUnitIsTheLongestThatTheNameEndsWith() {
        assertEquals(
                Unit.MILLIMETRES_PER_HOUR,
                Signal.model(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR).scale().unit());
        assertEquals(
                Unit.MILLIMETRES, Signal.model(ModelQuantity.WATER_24H_MILLIMETRES).scale().unit());
        assertEquals(Unit.CENTIMETRES, rolling(Quantity.SNOW_DEPTH_CENTIMETRES).scale().unit());
        assertEquals(Unit.METRES, rolling(Quantity.WATER_LEVEL_METRES).scale().unit());
    }

    @Test
    void whatDocumentsCompareHasAScale() {
        for (Quantity quantity : Quantity.values()) {
            boolean isCompared =
                    quantity.kind() == Quantity.Kind.SUM || !rolling(quantity).cadences().isEmpty();
            if (isCompared || quantity.kind().isAggregated()) {
                assertTrue(Scale.OF_VALUES.contains(rolling(quantity).scale()), quantity.name());
            }
        }
    }

    @Test
    void whatHasNoUnitInItsNameHasAScale() {
        assertEquals(Scale.SHARE, Signal.model(ModelQuantity.WETNESS).scale());
        assertEquals(Scale.SHARE, Signal.model(ModelQuantity.ALBEDO).scale());
        assertEquals(
                new Scale(Unit.DRIFT, "cubic_metres_per_cubic_second", 1_000),
                Signal.model(ModelQuantity.DRIFT_24H).scale());
        assertEquals(new Scale(Unit.ONE, "index", 2), rolling(Quantity.UV_INDEX).scale());
    }

    @Test
    void percentilesAreOfWhatThePlaceLearns() {
        Signal level = Signal.measure(Quantity.WATER_LEVEL_METRES, Statistic.MEAN, 0);
        assertEquals("water_level_metres_percentile_90", level.percentile(90).name());
        assertEquals(Unit.METRES, level.percentile(90).scale().unit());
        assertThrows(IllegalArgumentException.class, () -> Wishes.CELSIUS.percentile(90));
    }
}
