package io.outpost.api.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutageTest {

    /**
     * 40001: a replica ends a read that stands in the way of what the primary has written. 25006:
     * what is written to was the primary before.
     */
    @ParameterizedTest
    @CsvSource({
        "40001, NOT_REACHABLE",
        "25006, NOT_REACHABLE",
        "08006, NOT_REACHABLE",
        "57P03, NOT_REACHABLE",
        "57014, TOO_SLOW",
        "42703, NONE"
    })
    void aReadThatMayBeTriedAgainIsNoMistakeOfOurs(String sqlState, Outage outage) {
        assertEquals(outage, Outage.of(sqlState));
    }
}
