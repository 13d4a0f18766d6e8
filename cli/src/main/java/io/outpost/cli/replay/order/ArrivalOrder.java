package io.outpost.cli.replay.order;

import io.outpost.cli.replay.recording.Reading;
import java.util.Comparator;
import java.util.List;

/**
 * Merges the readings of all files by their arrival; of those that arrive together the newest comes
 * first. Stable: of equal ones the earlier file and row comes first. The sort makes use of runs
 * that are in order already, as files are.
 */
public final class ArrivalOrder {
    private ArrivalOrder() {}

    public static void sort(List<Reading> readings, Arrival arrival) {
        readings.sort(
                Comparator.comparingLong(arrival::millisOf)
                        .thenComparing(Reading::observedAtMillis, Comparator.reverseOrder()));
    }
}
