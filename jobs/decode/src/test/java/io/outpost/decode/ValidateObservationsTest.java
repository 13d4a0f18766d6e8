package io.outpost.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.Origin;
import io.outpost.core.place.Reading;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.OldRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidateObservationsTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");

    private final ValidateObservations validation = new ValidateObservations(1);

    @Test
    void keepsTheOtherValuesOfAnObservationWithABadOne() throws RejectedValueException {
        Reading reading =
                accept(
                        observation()
                                .setAirTemperatureCelsius(21.0)
                                .setWindSpeedMetresPerSecond(468.5));
        assertEquals(21.0, value(reading, Quantity.AIR_TEMPERATURE_CELSIUS));
        assertTrue(Double.isNaN(value(reading, Quantity.WIND_SPEED_METRES_PER_SECOND)));
        assertEquals(
                Flag.OUT_OF_RANGE,
                QualityCheck.flagOf(reading.flags(), Quantity.WIND_SPEED_METRES_PER_SECOND));
        assertNull(QualityCheck.flagOf(reading.flags(), Quantity.AIR_TEMPERATURE_CELSIUS));
    }

    @Test
    void flagsNotANumberSentinelsAndContradictions() throws RejectedValueException {
        Reading reading =
                accept(
                        observation()
                                .setAirTemperatureCelsius(Double.NaN)
                                .setRelativeHumidityPercent(-9999.0)
                                .setPressureHectopascals(1000.0)
                                .setWindSpeedMetresPerSecond(9.0)
                                .setWindGustMetresPerSecond(4.0)
                                .setWaterLevelMetres(Double.POSITIVE_INFINITY));
        assertEquals(
                Flag.NOT_A_NUMBER,
                QualityCheck.flagOf(reading.flags(), Quantity.AIR_TEMPERATURE_CELSIUS));
        assertEquals(
                Flag.SENTINEL,
                QualityCheck.flagOf(reading.flags(), Quantity.RELATIVE_HUMIDITY_PERCENT));
        assertEquals(
                Flag.INCONSISTENT,
                QualityCheck.flagOf(reading.flags(), Quantity.WIND_GUST_METRES_PER_SECOND));
        assertEquals(
                Flag.NOT_A_NUMBER,
                QualityCheck.flagOf(reading.flags(), Quantity.WATER_LEVEL_METRES));
        assertNull(QualityCheck.flagOf(reading.flags(), Quantity.DEW_POINT_CELSIUS));
    }

    @Test
    void refusesWhatHasNoPlaceSensorTimeOrUsableValue() {
        assertEquals(RejectionReason.MISSING_PLACE, refusal(observation().setPlaceId(" ")));
        assertEquals(RejectionReason.MISSING_SENSOR, refusal(observation().setSensorId("")));
        assertEquals(
                RejectionReason.MISSING_TIME, refusal(observation().setObservedAt(Instant.EPOCH)));
        assertEquals(
                RejectionReason.NO_QUANTITY, refusal(observation().setAirTemperatureCelsius(null)));
        assertEquals(
                RejectionReason.NO_QUANTITY,
                refusal(observation().setAirTemperatureCelsius(999.9)));
        assertEquals(
                RejectionReason.ID_TOO_LONG,
                refusal(observation().setPlaceId("\u00e9".repeat(129))));
        assertEquals(
                RejectionReason.ID_TOO_LONG,
                refusal(observation().setSensorId("x".repeat(1 << 20))));
        assertEquals(
                RejectionReason.CONTROL_CHARACTER, refusal(observation().setPlaceId("a\u0000b")));
        assertEquals(
                RejectionReason.CONTROL_CHARACTER, refusal(observation().setSensorId("a\u007f")));
    }

    @Test
    void saysWhichValuesAreOfNoUse() {
        String detail = refused(observation().setAirTemperatureCelsius(95.0)).getMessage();
        assertTrue(
                detail.endsWith("no usable value: air_temperature_celsius OUT_OF_RANGE"), detail);
    }

    @Test
    void acceptsIdsOf256Bytes() throws RejectedValueException {
        assertNotNull(accept(observation().setPlaceId("\u00e9".repeat(128))));
    }

    @Test
    void refusesWhatIsMoreThanFiveMinutesAhead() throws RejectedValueException {
        assertNotNull(accept(observation().setObservedAt(NOON.plus(Duration.ofMinutes(5)))));
        assertEquals(
                RejectionReason.IN_FUTURE,
                refusal(
                        observation()
                                .setObservedAt(NOON.plus(Duration.ofMinutes(5)).plusMillis(1))));
        assertEquals(
                RejectionReason.IN_FUTURE,
                refusal(observation().setObservedAt(Instant.parse("2100-01-01T00:00:00Z"))));
    }

    @Test
    void refusesAPlaceInAnotherPartition() {
        ValidateObservations ofMany = new ValidateObservations(64);
        RejectedValueException refused =
                assertThrows(
                        RejectedValueException.class,
                        () -> ofMany.validate(observation().build(), source(0)));
        assertEquals(RejectionReason.WRONG_PARTITION, refused.reason());
        assertNull(refused.placeId(), "it is no event of its place");
    }

    @Test
    void thePartitionComesBeforeAllButThePlace() {
        ValidateObservations ofMany = new ValidateObservations(64);
        Observation.Builder nothingRight =
                observation()
                        .setSensorId("")
                        .setObservedAt(Instant.EPOCH)
                        .setAirTemperatureCelsius(null);
        assertEquals(
                RejectionReason.WRONG_PARTITION,
                assertThrows(
                                RejectedValueException.class,
                                () -> ofMany.validate(nothingRight.build(), source(0)))
                        .reason());
        assertEquals(
                RejectionReason.MISSING_PLACE,
                assertThrows(
                                RejectedValueException.class,
                                () ->
                                        ofMany.validate(
                                                nothingRight.setPlaceId("").build(), source(0)))
                        .reason());
    }

    @Test
    void whatIsRejectedAfterThePlaceHasBeenNamedNamesIt() {
        assertEquals("trailhead", refused(observation().setSensorId("")).placeId());
        assertEquals("trailhead", refused(observation().setObservedAt(Instant.EPOCH)).placeId());
        assertEquals("trailhead", refused(observation().setAirTemperatureCelsius(null)).placeId());
        assertEquals(
                "trailhead",
                refused(observation().setObservedAt(NOON.plus(Duration.ofMinutes(6)))).placeId());
        assertNull(refused(observation().setPlaceId("a\u0000b")).placeId());
    }

    @Test
    void tellsAnotherPayloadByItsFingerprint() throws RejectedValueException {
        int first = accept(observation()).fingerprint();
        assertEquals(
                first, accept(observation().setObservedAt(NOON.minusSeconds(9))).fingerprint());
        assertNotEquals(first, accept(observation().setAirTemperatureCelsius(20.1)).fingerprint());
        assertNotEquals(first, accept(observation().setDewPointCelsius(-9999.0)).fingerprint());
        assertNotEquals(
                first, accept(observation().setExtras(Map.of("firmware", "2"))).fingerprint());
    }

    /** Any of them may be one too many, or a jump: only its place knows. */
    @Test
    void carriesTheBytesOfEveryObservation() throws RejectedValueException {
        for (int i = 0; i < 3; i++) {
            assertNotNull(
                    accept(observation().setObservedAt(NOON.minusSeconds(i))).origin().value());
        }
    }

    @Test
    void ignoresADeclaredIntervalThatMakesNoSense() throws RejectedValueException {
        assertEquals(60, accept(observation().setReportingIntervalSeconds(60)).intervalSeconds());
        assertEquals(0, accept(observation().setReportingIntervalSeconds(-1)).intervalSeconds());
        assertEquals(
                0, accept(observation().setReportingIntervalSeconds(90_000)).intervalSeconds());
    }

    /** Seconds taken for milliseconds are January 1970. */
    @Test
    void refusesWhatIsOlderThan2000UnlessItsRecordSaysThatItIsOfAnOldRecording()
            throws RejectedValueException {
        Instant last = OldRecording.EARLIEST.minusMillis(1);
        accept(observation().setObservedAt(OldRecording.EARLIEST));
        assertEquals(RejectionReason.BEFORE_2000, refusal(observation().setObservedAt(last)));
        Instant seconds = Instant.ofEpochMilli(NOON.getEpochSecond());
        assertEquals(RejectionReason.BEFORE_2000, refusal(observation().setObservedAt(seconds)));
        Origin old =
                new Origin(
                        0,
                        1,
                        null,
                        new byte[] {0},
                        new String[] {"sender", OldRecording.HEADER},
                        new byte[][] {{1}, null});
        SourceRecord source = new SourceRecord(NOON.toEpochMilli(), true, old);
        Observation observation = observation().setObservedAt(last).build();
        assertEquals(
                last.toEpochMilli(),
                validation.validate(observation, source).reading().observedAtMillis());
    }

    private static Observation.Builder observation() {
        return Observation.newBuilder()
                .setPlaceId("trailhead")
                .setSensorId("station")
                .setObservedAt(NOON)
                .setAirTemperatureCelsius(20.0);
    }

    private Reading accept(Observation.Builder observation) throws RejectedValueException {
        return validation.validate(observation.build(), source(0)).reading();
    }

    private RejectionReason refusal(Observation.Builder observation) {
        return refused(observation).reason();
    }

    private RejectedValueException refused(Observation.Builder observation) {
        return assertThrows(
                RejectedValueException.class,
                () -> validation.validate(observation.build(), source(0)));
    }

    private static SourceRecord source(int partition) {
        return new SourceRecord(
                NOON.toEpochMilli(),
                true,
                new Origin(
                        partition, 1, new byte[0], new byte[] {0}, new String[0], new byte[0][]));
    }

    private static double value(Reading reading, Quantity quantity) {
        return reading.values()[quantity.code()];
    }
}
