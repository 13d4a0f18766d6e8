package io.outpost.cli.replay.outcome;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.mapping.PlaceEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Knows which places the job has taken over into outpost.places. */
public final class PlaceWait {
    private static final long POLL_MILLIS = 100;

    private final ResultStore store;

    public PlaceWait(ResultStore store) {
        this.store = store;
    }

    /** Those that the table does not have with the same parameters. */
    public List<PlaceEntry> notYetThere(Collection<PlaceEntry> places) throws SQLException {
        Map<String, PlaceEntry> there = store.places(places.stream().map(PlaceEntry::id).toList());
        return places.stream().filter(place -> !place.equals(there.get(place.id()))).toList();
    }

    /** Returns when the table has all of them. */
    public void await(Collection<PlaceEntry> places, Duration timeout)
            throws SQLException, InterruptedException {
        long start = System.nanoTime();
        List<PlaceEntry> left = notYetThere(places);
        while (!left.isEmpty()) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new ReplayException(
                        "The places "
                                + left.stream()
                                        .map(PlaceEntry::id)
                                        .collect(Collectors.joining(", "))
                                + " were sent, but did not appear in table outpost.places within "
                                + timeout
                                + ".\nIs the job running? Ask: ./outpost status");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            left = notYetThere(left);
        }
    }
}
