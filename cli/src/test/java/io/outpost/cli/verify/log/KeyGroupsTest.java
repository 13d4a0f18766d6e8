package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What KeyGroupRangeAssignment of Flink 2.2.1 gives these, of 128. */
class KeyGroupsTest {
    @ParameterizedTest
    @CsvSource({
        "hut, 56",
        "bench-7, 102",
        "'', 94",
        "Zürich, 89",
        "a, 81",
        "kloten, 60",
        // Its hash code is the least there is.
        "polygenelubricants, 108",
        "place-1000000, 32",
        "日本, 95"
    })
    void isThatOfFlink(String placeId, int keyGroup) {
        assertEquals(keyGroup, KeyGroups.of(placeId));
    }

    @Test
    void isThatOfFlinkForAHundredThousand() {
        int digest = 0;
        for (int i = 0; i < 100_000; i++) {
            digest = 31 * digest + KeyGroups.of("place-" + i);
        }
        assertEquals(73_688_577, digest);
    }
}
