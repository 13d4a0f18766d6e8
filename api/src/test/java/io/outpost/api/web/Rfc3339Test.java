package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    private static final int TIMES = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0001-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "0001-01-01T00:00:00.001Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "2000-02-29T12:34:56.700Z",
                "2013-07-01T10:09:08.000001Z",
                "2013-07-01T10:09:08.000000001Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z"
            })
    void aTimeIsWrittenAsItIsKept(String text) {
        assertEquals(text, Rfc3339.write(Instant.parse(text)));
    }

    @Test
    void anyTimeIsWrittenAsTheLibraryDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TIMES; i++) {
            long millis = random.nextLong(-80_000_000_000_000L, 260_000_000_000_000L);
            Instant whole = Instant.ofEpochSecond(millis / 1000);
            Instant fraction = Instant.ofEpochMilli(millis);
            Instant nanos = fraction.plusNanos(random.nextInt(1_000_000));
            for (Instant instant : new Instant[] {whole, fraction, nanos}) {
                assertEquals(instant.toString(), Rfc3339.write(instant));
            }
        }
    }
}
