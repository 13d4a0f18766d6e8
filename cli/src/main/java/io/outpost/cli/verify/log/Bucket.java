package io.outpost.cli.verify.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The spilled records of some places; decoded one at a time. */
public final class Bucket {
    private final ByteBuffer bytes;
    private final List<String> names;
    private final Map<String, Positions> places = new TreeMap<>();

    /** Where the records of one place begin. */
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
            String place = names.get(bytes.getInt());
            int length = bytes.getInt();
            places.computeIfAbsent(place, id -> new Positions()).add(bytes.position());
            bytes.position(bytes.position() + length);
        }
    }

    public Set<String> places() {
        return places.keySet();
    }

    /** Hands out a place's records in the order of the log. */
    public void records(String placeId, Consumer<LogRecord> receiver) {
        Positions positions = places.get(placeId);
        for (int i = 0; i < positions.size; i++) {
            bytes.position(positions.starts[i]);
            receiver.accept(RecordBytes.read(placeId, bytes, names));
        }
    }
}
