package io.outpost.cli.simulate.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.simulate.world.Field;
import io.outpost.cli.simulate.world.SimulatedSensor;
import io.outpost.cli.simulate.world.World;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private static final long FROM = Instant.parse("2026-01-10T00:00:00Z").toEpochMilli();
    private static final long TO = FROM + Duration.ofDays(2).toMillis();
    private static final long INTERVAL = Duration.ofMinutes(10).toMillis();
    private static final int SCHEMA_ID = 5;
    private static final int HEADER_BYTES = 5;
    private static final long SEED = 7;

    @Test
    void theGeneratedClassReadsWhatTheSensorMeasured() throws IOException {
        ObservationBytes bytes = new ObservationBytes(SCHEMA_ID);
        double[] values = new double[Field.COUNT];
        for (SimulatedSensor sensor : new World(100, SEED, "sim").sensors()) {
            Arrays.fill(values, Field.ABSENT);
            sensor.instrument().measure(FROM, INTERVAL, values);
            Observation read =
                    decode(
                            bytes.encode(
                                    bytes.head(sensor.place().key(), sensor.id()),
                                    FROM,
                                    600,
                                    values));
            assertEquals(sensor.place().id(), read.getPlaceId());
            assertEquals(sensor.id(), read.getSensorId());
            assertEquals(FROM, read.getObservedAt().toEpochMilli());
            assertEquals(600, read.getReportingIntervalSeconds());
            assertEquals(boxed(values), valuesOf(read));
            assertTrue(read.getExtras().isEmpty());
        }
    }

    @Test
    void farTimesAndNoIntervalAreReadTheSame() throws IOException {
        SimulatedSensor sensor = new World(1, SEED, "sim").sensors().get(0);
        double[] values = new double[Field.COUNT];
        values[Field.PRESSURE.ordinal()] = Double.NaN;
        long far = Instant.parse("2099-12-31T23:59:59.999Z").toEpochMilli();
        ObservationBytes bytes = new ObservationBytes(SCHEMA_ID);
        byte[] value = bytes.encode(bytes.head(sensor.place().key(), sensor.id()), far, 0, values);
        Observation read = decode(value);
        assertEquals(far, read.getObservedAt().toEpochMilli());
        assertNull(read.getReportingIntervalSeconds());
        assertEquals(Double.NaN, read.getPressureHectopascals());
    }

    @Test
    void sameSeedAndOptionsGiveTheSameBytesPerPlaceInTheSameOrder() {
        Map<String, List<Integer>> first = byPlace(all(50, "all", FROM));
        assertEquals(first, byPlace(all(50, "all", FROM)));
        Map<String, List<Integer>> fewer = byPlace(all(20, "all", FROM));
        fewer.remove("poison");
        fewer.forEach(
                (place, records) ->
                        assertEquals(first.get(place), records, "does not depend on other places"));
    }

    @Test
    void withoutFaultsEverySensorReportsOncePerInterval() {
        World world = new World(50, SEED, "sim");
        List<Outgoing> sent = all(50, "none", FROM);
        assertEquals(world.sensors().size() * (TO - FROM) / INTERVAL, sent.size());
        assertTrue(sent.stream().allMatch(r -> r.fault() == null));
        long last = FROM;
        for (Outgoing record : sent) {
            assertTrue(record.arrivalMillis() >= last && record.arrivalMillis() < TO);
            last = record.arrivalMillis();
        }
    }

    @Test
    void everyFaultIsInjected() {
        Set<Fault> seen = EnumSet.noneOf(Fault.class);
        for (Outgoing record : all(200, "all", FROM)) {
            if (record.fault() != null) {
                seen.add(record.fault());
            }
        }
        assertEquals(EnumSet.allOf(Fault.class), seen);
    }

    @Test
    void aFeedThatBeginsLaterGoesOnWithTheSameRecords() {
        long middle = FROM + Duration.ofHours(40).toMillis();
        List<Outgoing> whole = all(30, "all", FROM);
        List<Outgoing> resumed = all(30, "all", middle - Duration.ofHours(24).toMillis());
        Function<List<Outgoing>, List<Integer>> rest =
                records ->
                        records.stream()
                                .filter(r -> r.arrivalMillis() > middle)
                                .map(r -> Arrays.hashCode(r.value()))
                                .toList();
        assertEquals(rest.apply(whole), rest.apply(resumed));
        assertFalse(rest.apply(whole).isEmpty());
    }

    @Test
    void aDuplicateHasTheSameBytes() {
        Map<Long, byte[]> originals =
                all(30, "all", FROM).stream()
                        .filter(r -> r.fault() == null && r.sensor().id().equals("station"))
                        .collect(
                                Collectors.toMap(
                                        r -> r.sensor().key() + r.observedAtMillis(),
                                        Outgoing::value,
                                        (a, b) -> a));
        List<Outgoing> duplicates =
                all(30, "all", FROM).stream()
                        .filter(r -> r.fault() == Fault.DUPLICATES)
                        .filter(r -> r.sensor().id().equals("station"))
                        .toList();
        assertFalse(duplicates.isEmpty());
        for (Outgoing duplicate : duplicates) {
            byte[] original =
                    originals.get(duplicate.sensor().key() + duplicate.observedAtMillis());
            if (original != null) {
                assertArrayEquals(original, duplicate.value());
            }
        }
    }

    private static List<Outgoing> all(int places, String faults, long from) {
        Reporting reporting = new Reporting(SEED, FaultRates.of(faults, Map.of()), INTERVAL, true);
        Feed feed =
                new Feed(
                        new World(places, SEED, "sim").sensors(),
                        new ObservationBytes(SCHEMA_ID),
                        reporting,
                        from,
                        TO);
        List<Outgoing> records = new ArrayList<>();
        while (!feed.isDone()) {
            Outgoing record = feed.poll();
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private static Map<String, List<Integer>> byPlace(List<Outgoing> records) {
        return records.stream()
                .collect(
                        Collectors.groupingBy(
                                r -> r.sensor() == null ? "poison" : r.sensor().place().id(),
                                Collectors.mapping(
                                        r -> Arrays.hashCode(r.value()), Collectors.toList())));
    }

    private static Observation decode(byte[] value) throws IOException {
        return new SpecificDatumReader<>(Observation.class)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(
                                        value, HEADER_BYTES, value.length - HEADER_BYTES, null));
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>();
        for (double value : values) {
            boxed.add(value == Field.ABSENT ? null : value);
        }
        return boxed;
    }

    private static List<Double> valuesOf(Observation o) {
        return Arrays.asList(
                o.getAirTemperatureCelsius(),
                o.getDewPointCelsius(),
                o.getRelativeHumidityPercent(),
                o.getWindSpeedMetresPerSecond(),
                o.getWindGustMetresPerSecond(),
                o.getPrecipitationMillimetres(),
                o.getPrecipitationCounterMillimetres(),
                o.getSnowDepthCentimetres(),
                o.getSnowWaterEquivalentMillimetres(),
                o.getWaterLevelMetres(),
                o.getPressureHectopascals(),
                o.getSoilMoisturePercent(),
                o.getWindDirectionDegrees());
    }
}
