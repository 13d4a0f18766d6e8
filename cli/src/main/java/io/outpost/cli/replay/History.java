package io.outpost.cli.replay;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.outcome.Outcome;
import io.outpost.cli.outcome.ResultStore;
import io.outpost.cli.replay.recording.Reading;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Observations more than 7 days older than the newest one of their place are late: they get into no
 * table.
 */
final class History {
    private static final long ALLOWED_LATENESS_MILLIS = Duration.ofDays(7).toMillis();

    private static final String REMEDY =
            " To add history before what is there, make another log with it: ./outpost relog --merge (docs/operations.md,"
                    + " Rewriting the log). --allow-late sends them all the same.";

    private History() {}

    /**
     * Refuses to send when most would be late.
     *
     * @throws CommandException that says which place is how far
     */
    static void requireNewer(List<Reading> readings, Map<String, Instant> newestByPlace) {
        List<Reading> late =
                readings.stream()
                        .filter(reading -> isLate(reading, newestByPlace.get(reading.placeId())))
                        .toList();
        if (2L * late.size() > readings.size()) {
            Reading first = late.get(0);
            throw new CommandException(
                    String.format(
                            "%,d of %,d observations would be late, and in no table: they are more than 7 days older than"
                                    + " what their places have (the first: %s of %s, which has some of %s). Nothing was"
                                    + " sent.%s",
                            late.size(),
                            readings.size(),
                            Instant.ofEpochMilli(first.observedAtMillis()),
                            first.placeId(),
                            newestByPlace.get(first.placeId()),
                            REMEDY));
        }
    }

    /** What to say when most was late all the same; null: it was not. */
    static String complaint(Outcome outcome) {
        long late = outcome.counters().late();
        return 2 * late > outcome.sent()
                ? String.format(
                        "%,d of %,d were late, and are in no table.%s",
                        late, outcome.sent(), REMEDY)
                : null;
    }

    /** The start of the newest hour of each place, as far as one is known. */
    static Map<String, Instant> newest(ResultStore store, Recordings recordings)
            throws SQLException {
        return store.newestHours(recordings.toSendByPlace().keySet());
    }

    private static boolean isLate(Reading reading, Instant newest) {
        return newest != null
                && reading.observedAtMillis() < newest.toEpochMilli() - ALLOWED_LATENESS_MILLIS;
    }
}
