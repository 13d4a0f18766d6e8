package io.outpost.conditions;

import io.outpost.observe.Inbound;
import io.outpost.operate.GeneratedLog;
import io.outpost.place.Reading;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A log of observations in {@link #PARTITIONS} partitions of equal length, one behind the other, so
 * that a source of 1, 2 or 4 subtasks reads each partition in its order. At the end of each place
 * stand two observations days later, which close all that is compared.
 *
 * @param shuffleSeed 0: each partition is in the order of event time
 */
record PartitionedLog(long shuffleSeed) implements Serializable {
    static final int PARTITIONS = 4;

    /** A place whose counts depend on the lengths of the partitions. */
    static final String PADDING = "padding";

    private static final int PLACES = 16;
    private static final int READINGS_OF_EACH = 100;
    private static final Duration LATER = Duration.ofDays(6);

    List<Inbound> records() {
        List<Inbound> all = GeneratedLog.inOrder(PLACES, READINGS_OF_EACH, 7);
        List<List<Inbound>> partitions = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(partition(all, i));
            longest = Math.max(longest, partitions.get(i).size());
        }
        List<Inbound> records = new ArrayList<>();
        for (List<Inbound> partition : partitions) {
            records.addAll(partition);
            for (int i = partition.size(); i < longest; i++) {
                records.add(Inbound.of(PADDING, partition.get(0).reading()));
            }
        }
        return records;
    }

    /** What was observed at or after this is there to close what was observed before, ms. */
    long comparedUntilMillis() {
        return GeneratedLog.inOrder(PLACES, READINGS_OF_EACH, 7).stream()
                        .filter(one -> one.reading() != null)
                        .mapToLong(one -> one.reading().observedAtMillis())
                        .min()
                        .orElseThrow()
                + LATER.minusDays(1).toMillis();
    }

    private List<Inbound> partition(List<Inbound> all, int partition) {
        List<Inbound> inOrder =
                all.stream()
                        .filter(one -> one.reading() != null)
                        .filter(one -> Math.floorMod(one.placeKey(), PARTITIONS) == partition)
                        .toList();
        List<Inbound> records = new ArrayList<>(inOrder);
        if (shuffleSeed != 0) {
            records = GeneratedLog.shuffled(inOrder, shuffleSeed);
        }
        Map<String, Inbound> last = new LinkedHashMap<>();
        inOrder.forEach(one -> last.put(one.placeId(), one));
        for (Inbound one : last.values()) {
            records.add(later(one, LATER));
            records.add(later(one, LATER.plusHours(2)));
        }
        return records;
    }

    private static Inbound later(Inbound inbound, Duration by) {
        Reading reading = inbound.reading();
        return Inbound.of(
                inbound.placeId(),
                new Reading(
                        reading.sensorKey(),
                        reading.sensorId(),
                        reading.observedAtMillis() + by.toMillis(),
                        reading.receivedAtMillis() + by.toMillis(),
                        reading.intervalSeconds(),
                        reading.values(),
                        reading.flags(),
                        reading.fingerprint(),
                        reading.origin()));
    }
}
