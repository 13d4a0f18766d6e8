package io.outpost.place;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One place with its state in maps; can be written out and read back, as a savepoint does. */
final class InMemoryPlace implements PlaceMemory {
    private final Map<Long, Sensor> sensors = new HashMap<>();
    private final Map<Long, SeenHour> seenHours = new HashMap<>();
    private final Map<Long, QuarterHour> quarterHours = new HashMap<>();
    private final Map<Long, Pane> hours = new HashMap<>();
    private final Map<Long, Pane> days = new HashMap<>();
    private Reading pending;
    PlaceState place = new PlaceState("trailhead");

    /** Replaces everything by what its codecs write and read. */
    InMemoryPlace throughSavepoint() {
        InMemoryPlace restored = new InMemoryPlace();
        restored.place = again(PlaceState.CODEC, place);
        restored.pending = pending;
        sensors.forEach((k, v) -> restored.sensors.put(k, again(Sensor.CODEC, v)));
        seenHours.forEach((k, v) -> restored.seenHours.put(k, again(SeenHour.CODEC, v)));
        quarterHours.forEach((k, v) -> restored.quarterHours.put(k, again(QuarterHour.CODEC, v)));
        hours.forEach((k, v) -> restored.hours.put(k, again(Pane.CODEC, v)));
        days.forEach((k, v) -> restored.days.put(k, again(Pane.CODEC, v)));
        return restored;
    }

    /** Size of the state as it is written, with 8 bytes per number of a piece. */
    int writtenBytes() {
        int[] total = {bytes(PlaceState.CODEC, place).length};
        sensors.forEach((k, v) -> total[0] += 8 + bytes(Sensor.CODEC, v).length);
        seenHours.forEach((k, v) -> total[0] += 8 + bytes(SeenHour.CODEC, v).length);
        quarterHours.forEach((k, v) -> total[0] += 8 + bytes(QuarterHour.CODEC, v).length);
        hours.forEach((k, v) -> total[0] += 8 + bytes(Pane.CODEC, v).length);
        days.forEach((k, v) -> total[0] += 8 + bytes(Pane.CODEC, v).length);
        return total[0];
    }

    @Override
    public Shelf<Sensor> sensors() {
        return new MapShelf<>(sensors);
    }

    @Override
    public Shelf<SeenHour> seenHours() {
        return new MapShelf<>(seenHours);
    }

    @Override
    public Shelf<QuarterHour> quarterHours() {
        return new MapShelf<>(quarterHours);
    }

    @Override
    public Shelf<Pane> hours() {
        return new MapShelf<>(hours);
    }

    @Override
    public Shelf<Pane> days() {
        return new MapShelf<>(days);
    }

    @Override
    public Reading pending() {
        return pending;
    }

    @Override
    public void keepPending(Reading reading) {
        pending = reading;
    }

    private static <T> T again(Codec<T> codec, T value) {
        try {
            byte[] written = bytes(codec, value);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(written));
            T read = codec.reader().read(in);
            if (in.read() != -1) {
                throw new AssertionError("bytes are left over of " + value.getClass());
            }
            return codec.copier().apply(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> byte[] bytes(Codec<T> codec, T value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            codec.writer().write(value, new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record MapShelf<V>(Map<Long, V> pieces) implements Shelf<V> {
        @Override
        public V get(long number) {
            return pieces.get(number);
        }

        @Override
        public void put(long number, V value) {
            pieces.put(number, value);
        }

        @Override
        public void remove(long number) {
            pieces.remove(number);
        }

        @Override
        public long[] numbers() {
            return pieces.keySet().stream().mapToLong(Long::longValue).toArray();
        }
    }
}
