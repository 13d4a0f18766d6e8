package io.outpost.ingest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.weather.Quantity;
import io.outpost.decode.ObservationFields;
import io.outpost.schemas.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObservationJsonTest {
    private static final String IDS = "\"place_id\":\"p\",\"sensor_id\":\"s\"";

    @Test
    void everyQuantityIsReadByItsName() throws Exception {
        String values =
                Quantity.sent().stream()
                        .map(q -> "\"%s\":%s".formatted(q.columnName(), q.code() + 0.25))
                        .collect(Collectors.joining(","));
        Observation read = one("{" + IDS + "," + values + "}").observation();
        for (Quantity quantity : Quantity.sent()) {
            assertEquals(
                    quantity.code() + 0.25, ObservationFields.of(read, quantity), quantity.name());
        }
    }

    @Test
    void whatIsNotSentIsEmptyAndNullIsNotSent() throws Exception {
        ParsedObservation parsed = one("{\"uv_index\":null,\"extras\":null,\"place_id\":null}");
        Observation read = parsed.observation();
        assertEquals("", read.getPlaceId());
        assertEquals("", read.getSensorId());
        assertEquals(Instant.EPOCH, read.getObservedAt());
        assertNull(read.getUvIndex());
        assertNull(read.getReportingIntervalSeconds());
        assertEquals(Map.of(), read.getExtras());
        assertEquals(List.of(), parsed.otherFields());
    }

    @Test
    void otherFieldsAreKeptAsText() throws Exception {
        ParsedObservation parsed =
                one(
                        """
                        {"a": "x", "b": 1.50, "c": true, "d": null, "e": {"f": [1, {"g": "h"}]},
                         "air_temperature": 3, "extras": {"i": 7, "j": [2]}}
                        """);
        assertEquals(
                "{a=x, b=1.50, c=true, e={\"f\":[1,{\"g\":\"h\"}]}, air_temperature=3, i=7, j=[2]}",
                parsed.observation().getExtras().toString());
        assertEquals(List.of("a", "b", "c", "e", "air_temperature"), parsed.otherFields());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"place_id\":1}|/place_id|must be a text",
                "{\"sensor_id\":[1,[2]]}|/sensor_id|must be a text",
                "{\"observed_at\":\"noon\"}|/observed_at|must be a time",
                "{\"observed_at\":1764478800}|/observed_at|must be a text",
                "{\"uv_index\":\"3\"}|/uv_index|must be a number",
                "{\"uv_index\":{\"value\":3}}|/uv_index|must be a number",
                "{\"reporting_interval_seconds\":1.5}|/reporting_interval_seconds|whole number",
                "{\"reporting_interval_seconds\":99999999999}|/reporting_interval_seconds|whole",
                "{\"extras\":\"x\"}|/extras|must be an object",
                "{\"uv_index\":true,\"place_id\":1}|/uv_index|must be a number",
                "[1]||must be an object"
            })
    void whatIsWrongIsSaidWithItsPlace(String json, String pointer, String detail) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ParsedObservation parsed = ObservationJson.readLine(bytes, 0, bytes.length);
        assertFalse(parsed.isReadable());
        assertEquals(pointer == null ? "" : pointer, parsed.pointer());
        assertTrue(parsed.detail().contains(detail), parsed.detail());
    }

    @Test
    void whatFollowsAWrongFieldIsReadOn() throws Exception {
        List<ParsedObservation> both =
                read("[{\"uv_index\":[{\"a\":[1]}]},{" + IDS + ",\"uv_index\":2}]");
        assertFalse(both.get(0).isReadable());
        assertEquals(2, both.get(1).observation().getUvIndex());
    }

    @Test
    void extrasHaveBounds() throws Exception {
        String names =
                IntStream.range(0, Extras.MOST)
                        .mapToObj(i -> "\"n" + i + "\":1")
                        .collect(Collectors.joining(","));
        assertTrue(one("{" + names + "}").isReadable());
        ParsedObservation oneMore = one("{" + names + ",\"more\":1}");
        assertEquals("/more", oneMore.pointer());
        ParsedObservation tooLong = one("{\"a\":\"" + "x".repeat(Extras.MOST_BYTES) + "\"}");
        assertEquals("/a", tooLong.pointer());
    }

    @Test
    void anArrayHasABound() {
        String most = "[" + "{},".repeat(ObservationJson.MOST_OBSERVATIONS - 1) + "{}]";
        assertDoesNotThrow(() -> read(most));
        assertThrows(UnreadableJsonException.class, () -> read(most.replace("[", "[{},")));
    }

    /** Whatever the bytes, it is read or said; nothing else is thrown. */
    @Test
    void anyBytesAreReadOrRejected() {
        Random random = new Random(11);
        byte[] good =
                ("{"
                                + IDS
                                + ",\"observed_at\":\"2026-11-30T05:00:00Z\",\"uv_index\":1e2,\"e\":{\"f\":[1]}}")
                        .getBytes(StandardCharsets.UTF_8);
        int readable = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte)
                                (random.nextBoolean()
                                        ? random.nextInt(256)
                                        : "{}[]\",:0e".charAt(random.nextInt(9)));
            }
            ParsedObservation line =
                    ObservationJson.readLine(bytes, 0, random.nextInt(bytes.length + 1));
            assertEquals(line.isReadable(), line.detail() == null);
            try {
                readable += ObservationJson.read(bytes).size();
            } catch (UnreadableJsonException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
        assertTrue(readable > 1_000, "some are still read: " + readable);
    }

    private static List<ParsedObservation> read(String json) throws UnreadableJsonException {
        return ObservationJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ParsedObservation one(String json) throws UnreadableJsonException {
        List<ParsedObservation> all = read(json);
        assertEquals(1, all.size());
        return all.get(0);
    }
}
