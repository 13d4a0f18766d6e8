package io.outpost.bench.micro;

import io.outpost.place.Pane;
import io.outpost.place.PlaceMemory;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;
import io.outpost.place.Shelf;
import java.util.HashMap;
import java.util.Map;

/** The state of one place in maps. */
public final class InMemoryPlace implements PlaceMemory {
    private final Shelf<Sensor> sensors = new MapShelf<>(new HashMap<>());
    private final Shelf<SeenHour> seenHours = new MapShelf<>(new HashMap<>());
    private final Shelf<QuarterHour> quarterHours = new MapShelf<>(new HashMap<>());
    private final Shelf<Pane> hours = new MapShelf<>(new HashMap<>());
    private final Shelf<Pane> days = new MapShelf<>(new HashMap<>());
    private Reading pending;

    @Override
    public Shelf<Sensor> sensors() {
        return sensors;
    }

    @Override
    public Shelf<SeenHour> seenHours() {
        return seenHours;
    }

    @Override
    public Shelf<QuarterHour> quarterHours() {
        return quarterHours;
    }

    @Override
    public Shelf<Pane> hours() {
        return hours;
    }

    @Override
    public Shelf<Pane> days() {
        return days;
    }

    @Override
    public Reading pending() {
        return pending;
    }

    @Override
    public void keepPending(Reading reading) {
        pending = reading;
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
