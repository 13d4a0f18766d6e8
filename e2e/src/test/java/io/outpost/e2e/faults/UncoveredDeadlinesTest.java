package io.outpost.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.e2e.faults.UncoveredDeadlines.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class UncoveredDeadlinesTest {
    private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();

    private final UncoveredDeadlines deadlines =
            new UncoveredDeadlines(
                    List.of(window(1, NOON, NOON + 2000), window(2, NOON + 60_000, NOON + 61_000)));

    @Test
    void countsAKillThatCameAfterADeadlineAndBeforeItsCheckpoint() {
        deadlines.emission(emission("a", NOON - 50, NOON + 500));
        deadlines.emission(emission("b", NOON + 60_100, NOON + 60_200));
        deadlines.received(logged("a", NOON - 51));
        deadlines.received(logged("b", NOON + 60_100));
        assertEquals(Set.of(1), deadlines.kills());
    }

    @Test
    void whatACheckpointCoversDoesNotCount() {
        deadlines.emission(emission("a", NOON - 50, NOON));
        deadlines.emission(emission("a", NOON + 2100, NOON + 2200));
        assertEquals(Set.of(), deadlines.kills());
    }

    @Test
    void aRecordIsReceivedNotBeforeAnEarlierOneOfItsPartition() {
        deadlines.emission(emission("a", NOON + 1000, NOON + 1100));
        deadlines.received(logged("b", NOON + 1000));
        deadlines.received(logged("a", NOON + 400));
        assertEquals(Set.of(), deadlines.kills());
    }

    private static Window window(int kill, long from, long to) {
        return new Window(kill, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }

    private static ConsumerRecord<byte[], byte[]> emission(String place, long asOf, long at) {
        return message(place, "{\"place_id\":\"%s\",\"as_of\":%d}".formatted(place, asOf), at);
    }

    private static ConsumerRecord<byte[], byte[]> logged(String place, long at) {
        return message(place, "", at);
    }

    private static ConsumerRecord<byte[], byte[]> message(String key, String value, long at) {
        return new ConsumerRecord<>(
                "topic",
                0,
                0,
                at,
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                value.length(),
                key.getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty());
    }
}
