package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Observation;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the oracle's list of quantities to what can be sent. */
class MeasureTest {
    static List<Schema> schemas() {
        return List.of(Observation.getClassSchema(), LateObservation.getClassSchema());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theNumbersOfAnObservationAreTheMeasuresThatAreSent(Schema schema) {
        assertEquals(
                Measure.SENT.stream().map(Measure::field).collect(Collectors.toSet()),
                schema.getFields().stream()
                        .filter(field -> isDecimal(field.schema()))
                        .map(Schema.Field::name)
                        .collect(Collectors.toSet()));
    }

    @Test
    void panesKnowOneSumOfRainAndOneCounterOfIt() {
        assertEquals(List.of(Measure.PRECIPITATION_MILLIMETRES), Measure.of(Measure.Kind.SUM));
        assertEquals(
                List.of(Measure.PRECIPITATION_COUNTER_MILLIMETRES),
                Measure.of(Measure.Kind.COUNTER));
    }

    @Test
    void coldIsDerivedAndRolledOverAnHourOnly() {
        assertEquals(
                List.of(Measure.WIND_CHILL_CELSIUS, Measure.FELT_TEMPERATURE_CELSIUS),
                Measure.of(Measure.Kind.DERIVED_ROLLED));
        assertTrue(Measure.ROLLED.containsAll(Measure.of(Measure.Kind.DERIVED_ROLLED)));
    }

    private static boolean isDecimal(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().anyMatch(MeasureTest::isDecimal);
            case DOUBLE, FLOAT -> true;
            default -> false;
        };
    }
}
