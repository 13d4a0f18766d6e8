package io.outpost.cli.replay.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimePatternTest {
    private static final Optional<WallClock> UTC =
            Optional.of(new WallClock(ZoneOffset.UTC, false));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "iso, 2013-01-01T06:00:00Z, 2013-01-01T06:00:00Z",
                "iso, 2013-01-01T06:00:00+01:00, 2013-01-01T05:00:00Z",
                "iso, 2013-01-01T06:00:00.250, 2013-01-01T06:00:00.250Z",
                "iso, 2013-01-01 06:00, 2013-01-01T06:00:00Z",
                "iso, 2013-01-01, 2013-01-01T00:00:00Z",
                "epochSeconds, 1357020000, 2013-01-01T06:00:00Z",
                "epochMillis, 1357020000123, 2013-01-01T06:00:00.123Z",
                "yyyy-MM-dd HH:mm:ss'<br />', 2013-01-01 06:00:00<br />, 2013-01-01T06:00:00Z",
                "M/d/yyyy h:mm a, 1/2/2013 4:05 pm, 2013-01-02T16:05:00Z",
                "uuuuMMddHHmmX, 201301010600+0100, 2013-01-01T05:00:00Z"
            })
    void readsTimes(String pattern, String text, String expected) {
        assertEquals(List.of(Instant.parse(expected)), new TimePattern(pattern).parse(text, UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "iso, 2013-02-30T06:00:00Z",
        "iso, yesterday",
        "yyyy-MM-dd, 2013-02-29",
        "HH:mm, 06:00",
        "epochSeconds, 1e9"
    })
    void refusesWhatIsNoTime(String pattern, String text) {
        assertThrows(DateTimeException.class, () -> new TimePattern(pattern).parse(text, UTC));
    }

    @Test
    void knowsWhetherTimesCarryTheirOffset() {
        assertTrue(new TimePattern("epochMillis").carriesOffset());
        assertTrue(new TimePattern("yyyy-MM-dd HH:mmX").carriesOffset());
        assertFalse(new TimePattern("yyyy-MM-dd HH:mm'Z'").carriesOffset());
    }

    @Test
    void needsAZoneWhereTheTextHasNoOffset() {
        assertThrows(
                DateTimeException.class,
                () -> new TimePattern("iso").parse("2013-01-01T06:00:00", Optional.empty()));
    }
}
