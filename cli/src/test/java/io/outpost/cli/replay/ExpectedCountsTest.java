package io.outpost.cli.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.outcome.Counters;
import io.outpost.cli.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class ExpectedCountsTest {
    private static final Counters COUNTERS =
            new Counters(
                    355_460,
                    33,
                    3,
                    0,
                    0,
                    0,
                    0,
                    0,
                    Map.of("WIND_SPEED_METRES_PER_SECOND", Map.of("SENTINEL", 1_849L)),
                    0);

    @Test
    void tellsEveryCountThatDiffersAndNoOther() {
        ExpectedCounts expected = ExpectedCounts.of("bdg1").orElseThrow();
        Outcome outcome = new Outcome(355_517, COUNTERS, Map.of("NO_QUANTITY", 20L), 20);

        List<String> differences =
                expected.differences(
                        ExpectedCounts.found(355_517, Map.of("BAD_TIME", 1L), outcome));

        assertEquals(
                List.of(
                        "flagged.AIR_TEMPERATURE_CELSIUS.OUT_OF_RANGE: 0, expected 356",
                        "flagged.AIR_TEMPERATURE_CELSIUS.SENTINEL: 0, expected 1,082",
                        "flagged.DEW_POINT_CELSIUS.OUT_OF_RANGE: 0, expected 439",
                        "flagged.DEW_POINT_CELSIUS.SENTINEL: 0, expected 1,191",
                        "flagged.PRESSURE_HECTOPASCALS.OUT_OF_RANGE: 0, expected 4",
                        "flagged.PRESSURE_HECTOPASCALS.SENTINEL: 0, expected 320",
                        "flagged.RELATIVE_HUMIDITY_PERCENT.INCONSISTENT: 0, expected 62",
                        "flagged.WIND_GUST_METRES_PER_SECOND.INCONSISTENT: 0, expected 1",
                        "rejected.NO_QUANTITY: 20, expected 21",
                        "unreadable.BAD_TIME: 1, expected 0"),
                differences);
    }

    @Test
    void equalCountsHaveNoDifference() {
        ExpectedCounts expected = ExpectedCounts.of("kamloops").orElseThrow();
        Counters counters = new Counters(4_364, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0);
        SortedMap<String, Long> found =
                ExpectedCounts.found(
                        4_368, Map.of("NO_VALUE", 4L), new Outcome(4_364, counters, Map.of(), 0));

        assertEquals(List.of(), expected.differences(found));
    }

    @Test
    void aMappingOfOnesOwnHasNone() {
        assertEquals(Optional.empty(), ExpectedCounts.of("mine"));
    }
}
