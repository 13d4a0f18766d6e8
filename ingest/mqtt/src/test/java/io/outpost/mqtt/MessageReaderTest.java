package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.outpost.schemas.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private static List<Observation> read(MessageFormat format, String topic, String payload)
            throws RejectedMessageException {
        return new MessageReader(TopicTemplate.of("outpost/{place}/{sensor}"), format)
                .read(topic, payload.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @Test
    void theTopicSaysWhoseAnObservationIs() throws RejectedMessageException {
        List<Observation> read =
                read(
                        MessageFormat.JSON,
                        "outpost/hut/roof",
                        """
                        [{"observed_at": "2026-03-10T11:59:00Z", "air_temperature_celsius": 1},
                         {"place_id": "hut", "sensor_id": "roof",
                          "observed_at": "2026-03-10T11:59:30Z", "air_temperature_celsius": 2}]
                        """);
        assertEquals(2, read.size());
        for (Observation observation : read) {
            assertEquals("hut", observation.getPlaceId());
            assertEquals("roof", observation.getSensorId());
        }
    }

    @Test
    void readsReportsOfStations() throws RejectedMessageException {
        assertEquals(
                10,
                read(MessageFormat.ECOWITT, "outpost/hut/roof", "dateutc=now&tempf=50")
                        .get(0)
                        .getAirTemperatureCelsius());
        assertEquals(
                20,
                read(MessageFormat.WEATHER_UNDERGROUND, "outpost/hut/roof", "dateutc=now&UV=20")
                        .get(0)
                        .getUvIndex());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JSON | outpost/hut/roof | {\"place_id\": \"other\", \"observed_at\": \"2026-03-10T11:59:00Z\"} | NOT_OF_TOPIC",
                "JSON | outpost/hut/roof | {\"sensor_id\": \"other\", \"observed_at\": \"2026-03-10T11:59:00Z\"} | NOT_OF_TOPIC",
                "JSON | outpost/hut | {} | NOT_OF_TOPIC",
                "JSON | outpost/hut/roof | {} | NO_QUANTITY",
                "JSON | outpost//roof | {\"uv_index\": 1} | MISSING_PLACE",
                "JSON | outpost/hut/roof | {\"uv_index\": 1, \"observed_at\": \"2026-03-10T13:00:00Z\"} | IN_FUTURE",
                "JSON | outpost/hut/roof | {\"uv_index\": \"much\"} | UNREADABLE",
                "JSON | outpost/hut/roof | 17 | UNREADABLE",
                "ECOWITT | outpost/hut/roof | tempf=50 | MISSING_TIME",
                "ECOWITT | outpost/hut/roof | dateutc=now&tempf=warm | UNDECODABLE",
                "WEATHER_UNDERGROUND | outpost/hut/roof | dateutc=now | NO_QUANTITY"
            })
    void whatWillNeverBeAnObservationIsRejected(
            MessageFormat format, String topic, String payload, String reason) {
        assertEquals(
                reason,
                assertThrows(RejectedMessageException.class, () -> read(format, topic, payload))
                        .reason());
    }

    @Test
    void aPayloadIsBounded() {
        assertEquals(
                MessageReader.TOO_LARGE,
                assertThrows(
                                RejectedMessageException.class,
                                () ->
                                        read(
                                                MessageFormat.JSON,
                                                "outpost/hut/roof",
                                                " ".repeat(MessageReader.MOST_BYTES + 1)))
                        .reason());
    }
}
