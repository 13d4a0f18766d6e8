package io.outpost.cli.simulate.expect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.simulate.feed.Outgoing;
import io.outpost.cli.simulate.world.Field;
import io.outpost.cli.simulate.world.SimulatedSensor;
import io.outpost.cli.simulate.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExpectedOutcomesTest {
    private static final long NOON = Instant.parse("2026-01-10T12:00:00Z").toEpochMilli();
    private static final long NOW = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final SimulatedSensor SENSOR = new World(1, 1, "sim").sensors().get(0);

    private final List<String> reported = new ArrayList<>();
    private final ExpectedOutcomes outcomes =
            new ExpectedOutcomes((record, outcome) -> reported.add(outcome));

    @Test
    void theFirstPayloadOfASecondWins() {
        send(NOON, 1);
        send(NOON, 1);
        send(NOON + 999, 1);
        send(NOON, 2);
        send(NOON + 1000, 2);
        assertEquals(
                List.of("ACCEPTED", "DUPLICATE", "DUPLICATE", "CONFLICT", "ACCEPTED"), reported);
    }

    @Test
    void sevenDaysBehindTheClockIsNotYetLate() {
        send(NOON, 1);
        send(NOON - 7 * DAY, 1);
        send(NOON - 7 * DAY - 1, 1);
        assertEquals(List.of("ACCEPTED", "ACCEPTED", "LATE"), reported);
        assertEquals(1, outcomes.expected().hourTierOnly());
    }

    @Test
    void lateIsDecidedBeforeDuplicate() {
        send(NOON, 1);
        send(NOON + 4 * DAY, 1);
        send(NOON + 8 * DAY, 1);
        send(NOON, 1);
        assertEquals(List.of("ACCEPTED", "ACCEPTED", "ACCEPTED", "LATE"), reported);
    }

    @Test
    void whatIsMoreThanTwoHoursBehindIsForHoursAndDaysOnly() {
        send(NOON, 1);
        send(NOON - 2 * HOUR, 1);
        send(NOON - 2 * HOUR - 1, 1);
        assertEquals(1, outcomes.expected().hourTierOnly());
    }

    @Test
    void aJumpThatTheNextRecordDoesNotConfirmIsRejected() {
        send(NOON, 1);
        send(NOON + 30 * DAY, 1);
        assertEquals(1, outcomes.expected().waiting());
        send(NOON + MINUTE, 1);
        assertEquals(List.of("ACCEPTED", "REJECTED TIME_JUMP", "ACCEPTED"), reported);
        assertEquals(Map.of("TIME_JUMP", 1L), outcomes.expected().rejected());
        assertEquals(0, outcomes.expected().waiting());
    }

    @Test
    void aJumpThatIsConfirmedIsAccepted() {
        send(NOON, 1);
        send(NOON + 30 * DAY, 1);
        send(NOON + 30 * DAY + MINUTE, 1);
        assertEquals(List.of("ACCEPTED", "ACCEPTED", "ACCEPTED"), reported);
    }

    @Test
    void fiveMinutesAheadOfTheBrokerAreAllowed() {
        send(NOW + 5 * MINUTE, 1);
        send(NOW + 5 * MINUTE + 1, 1);
        assertEquals(List.of("ACCEPTED", "REJECTED IN_FUTURE"), reported);
    }

    @Test
    void aBadValueIsCountedOfAcceptedRecordsOnly() {
        Outgoing.Bad bad = new Outgoing.Bad(Field.WIND_SPEED, "SENTINEL");
        outcomes.sent(record(NOON, 1, null, bad), NOW);
        outcomes.sent(record(NOON, 1, null, bad), NOW);
        outcomes.sent(record(NOON, 1, "NO_QUANTITY", bad), NOW);
        assertEquals(List.of("ACCEPTED", "DUPLICATE", "REJECTED NO_QUANTITY"), reported);
        assertEquals(
                Map.of("WIND_SPEED_METRES_PER_SECOND", Map.of("SENTINEL", 1L)),
                outcomes.expected().flagged());
    }

    @Test
    void manySecondsInAnyOrderAreRemembered() {
        for (int round = 0; round < 2; round++) {
            for (long minute = 0; minute < 5000; minute++) {
                send(NOON + (minute * 37 % 5000) * MINUTE, 1);
            }
        }
        assertEquals(5000, outcomes.expected().accepted());
        assertEquals(5000, outcomes.expected().duplicate());
    }

    private void send(long observedAt, int payload) {
        outcomes.sent(record(observedAt, payload, null, null), NOW);
    }

    private static Outgoing record(long at, int payload, String rejectedAs, Outgoing.Bad bad) {
        return new Outgoing(SENSOR, null, new byte[1], at, at, payload, null, rejectedAs, bad);
    }
}
