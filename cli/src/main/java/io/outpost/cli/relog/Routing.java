package io.outpost.cli.relog;

import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.relog.PlaceFinder.Found;
import io.outpost.cli.relog.PlaceFinder.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/** Decides where a record goes. What was rejected stays rejected, for the same reason. */
final class Routing {
    private static final long SECOND_MILLIS = 1_000;

    private final int from;
    private final int to;
    private final Set<String> without;
    private final Map<String, Long> leftOutByPlace = new TreeMap<>();
    private long lastTickSecond = Long.MIN_VALUE;

    /**
     * Where it goes.
     *
     * @param partition {@link #EVERY}: to all
     * @param leftOut null: it is not
     */
    record Way(int partition, LeftOut leftOut) {
        static final int EVERY = -1;

        private static Way to(int partition) {
            return new Way(partition, null);
        }

        private static Way none(LeftOut why) {
            return new Way(0, why);
        }
    }

    /**
     * @param from number of partitions of the log that is copied
     * @param to of the one that is made
     * @param without places that are left out
     */
    Routing(int from, int to, Set<String> without) {
        this.from = from;
        this.to = to;
        this.without = without;
        without.forEach(place -> leftOutByPlace.put(place, 0L));
    }

    /** How many records of each place that is left out there were. */
    Map<String, Long> leftOutByPlace() {
        return leftOutByPlace;
    }

    Way of(Received received, Found found) {
        if (received.isMark()) {
            return Way.none(LeftOut.MARK);
        }
        if (isLeftOut(received.logged().key(), found)) {
            return Way.none(LeftOut.PLACE);
        }
        if (from == to) {
            return Way.to(received.partition());
        }
        return switch (found.kind()) {
            case OF_PLACE -> Way.to(partitionOf(found.placeId(), to));
            case TICK -> tick(received.receivedMillis());
            case MISPLACED -> misplaced(received.partition() % to, found.placeId());
            case UNREADABLE -> Way.to(received.partition() % to);
        };
    }

    /** The partition of a place, as Kafka's Java client finds it. */
    static int partitionOf(String placeId, int partitions) {
        byte[] key = placeId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** Of what names no place, that which has a place's id as its key is taken for the place's. */
    private boolean isLeftOut(byte[] key, Found found) {
        for (String place : without) {
            boolean names =
                    found.placeId() == null
                            ? found.kind() == Kind.UNREADABLE
                                    && Arrays.equals(place.getBytes(StandardCharsets.UTF_8), key)
                            : place.equals(found.placeId());
            if (names) {
                leftOutByPlace.merge(place, 1L, Long::sum);
                return true;
            }
        }
        return false;
    }

    /** Each partition gets one a second, as if the log had always had so many. */
    private Way tick(long receivedMillis) {
        long second = Math.floorDiv(receivedMillis, SECOND_MILLIS);
        if (second == lastTickSecond) {
            return Way.none(LeftOut.TICK);
        }
        lastTickSecond = second;
        return Way.to(Way.EVERY);
    }

    private Way misplaced(int partition, String placeId) {
        if (to == 1) {
            return Way.none(LeftOut.MISPLACED);
        }
        boolean right = partition == partitionOf(placeId, to);
        return Way.to(right ? (partition + 1) % to : partition);
    }
}
