package io.outpost.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SentTimeTest {

    @Test
    void theUsualFormsAreReadAsJavaReadsThem() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long millis = (long) (random.nextDouble() * 4e12) - 1_000_000_000_000L;
            Instant time = Instant.ofEpochMilli(i % 2 == 0 ? millis : millis / 1000 * 1000);
            assertEquals(time.toEpochMilli(), SentTime.millis(time.toString()), time.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T05:00:00+01:00",
                "2026-11-30T05:00:00.123456789Z",
                "2026-11-30T05:00:00.1Z",
                "2026-11-30T05:00Z",
                "2024-02-29T23:59:59.999Z",
                "2026-11-30T05:00:00.5-17:30"
            })
    void otherFormsAreReadAsJavaReadsThem(String text) {
        assertEquals(OffsetDateTime.parse(text).toInstant().toEpochMilli(), SentTime.millis(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-30",
                "2026-11-30T05:00:00",
                "2026-02-30T05:00:00Z",
                "2026-13-01T05:00:00Z",
                "2026-00-01T05:00:00Z",
                "2026-11-30T24:00:00Z",
                "2026-11-30T05:60:00Z",
                "2026-11-30T05:00:60Z",
                "2026-11-30T05:00:00.12aZ",
                "2026-11-30T05:00:0xZ",
                "+026-11-30T05:00:00Z",
                "2026-11-30t05:00:00z "
            })
    void whatIsNoTimeIsSaid(String text) {
        assertThrows(DateTimeException.class, () -> SentTime.millis(text));
    }
}
