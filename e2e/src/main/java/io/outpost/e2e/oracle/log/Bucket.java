package io.outpost.e2e.oracle.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The spilled observations of some places; decoded one at a time. */
public final class Bucket {
    /** Number of place and sensor, partition, offset, two times, interval. */
    private static final int FIXED_BYTES = 3 * Integer.BYTES + 3 * Long.BYTES + Integer.BYTES;

    private static final int HASH_BYTES = 2 * Long.BYTES;

    private final ByteBuffer bytes;
    private final List<String> names;
    private final Map<String, Positions> places = new TreeMap<>();

    /** Where the observations of one place begin. */
    private static final class Positions {
        private int[] starts = new int[16];
        private int size;

        void add(int start) {
            starts = size == starts.length ? Arrays.copyOf(starts, 2 * size) : starts;
            starts[size++] = start;
        }
    }

    Bucket(ByteBuffer bytes, List<String> names) {
        this.bytes = bytes;
        this.names = names;
        while (bytes.hasRemaining()) {
            index();
        }
    }

    public Set<String> places() {
        return places.keySet();
    }

    /** Hands out a place's observations in the order of the log. */
    public void observations(String placeId, Consumer<LoggedObservation> receiver) {
        Positions positions = places.get(placeId);
        for (int i = 0; i < positions.size; i++) {
            bytes.position(positions.starts[i]);
            receiver.accept(read());
        }
    }

    private void index() {
        int start = bytes.position();
        String place = names.get(bytes.getInt(start));
        places.computeIfAbsent(place, id -> new Positions()).add(start);
        int values = Integer.bitCount(bytes.getShort(start + FIXED_BYTES) & 0xFFFF);
        bytes.position(start + FIXED_BYTES + Short.BYTES + values * Double.BYTES + HASH_BYTES);
    }

    private LoggedObservation read() {
        String place = names.get(bytes.getInt());
        String sensor = names.get(bytes.getInt());
        int partition = bytes.getInt();
        long offset = bytes.getLong();
        long observedAt = bytes.getLong();
        long receivedAt = bytes.getLong();
        int interval = bytes.getInt();
        int present = bytes.getShort() & 0xFFFF;
        double[] sent = new double[Measure.COUNT];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (present >> i & 1) == 1 ? bytes.getDouble() : Double.NaN;
        }
        return new LoggedObservation(
                place,
                sensor,
                partition,
                offset,
                observedAt,
                receivedAt,
                interval,
                present,
                sent,
                bytes.getLong(),
                bytes.getLong());
    }
}
