package io.outpost.operate;

import io.outpost.place.Pane;
import io.outpost.place.PlaceMemory;
import io.outpost.place.PlaceState;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;
import io.outpost.place.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/**
 * All state of a place. None has a TTL, which would follow the clock of the machine: each is
 * cleared in event time.
 *
 * <ul>
 *   <li>place: kept for the life of the place, about 400 bytes
 *   <li>sensors: a sensor goes 7 days after its newest observation
 *   <li>seen-hours: an hour goes when it leaves the hour horizon, 7 days
 *   <li>quarter-hours: minutes go after 3 h 16 min, the sums of the quarter after 26 h 30 min
 *   <li>hours, days: a pane goes when it leaves the hour horizon
 *   <li>pending: one reading, until the place's next one
 *   <li>alarms: kept for the life of the place, about 20 bytes
 * </ul>
 */
final class PlaceStates implements PlaceMemory {
    private static final ValueStateDescriptor<PlaceState> PLACE = value("place", StateKind.PLACE);
    private static final ValueStateDescriptor<Reading> PENDING =
            value("pending", StateKind.PENDING_READING);
    private static final ValueStateDescriptor<Alarms> ALARMS = value("alarms", StateKind.ALARMS);
    private static final MapStateDescriptor<Long, Sensor> SENSORS =
            shelf("sensors", StateKind.SENSOR);
    private static final MapStateDescriptor<Long, SeenHour> SEEN_HOURS =
            shelf("seen-hours", StateKind.SEEN_HOUR);
    private static final MapStateDescriptor<Long, QuarterHour> QUARTER_HOURS =
            shelf("quarter-hours", StateKind.QUARTER_HOUR);
    private static final MapStateDescriptor<Long, Pane> HOURS = shelf("hours", StateKind.PANE);
    private static final MapStateDescriptor<Long, Pane> DAYS = shelf("days", StateKind.PANE);

    private final ValueState<PlaceState> place;
    private final ValueState<Reading> pending;
    private final ValueState<Alarms> alarms;
    private final Shelf<Sensor> sensors;
    private final Shelf<SeenHour> seenHours;
    private final Shelf<QuarterHour> quarterHours;
    private final Shelf<Pane> hours;
    private final Shelf<Pane> days;

    PlaceStates(RuntimeContext context) {
        place = context.getState(PLACE);
        pending = context.getState(PENDING);
        alarms = context.getState(ALARMS);
        sensors = new StateShelf<>(context.getMapState(SENSORS));
        seenHours = new StateShelf<>(context.getMapState(SEEN_HOURS));
        quarterHours = new StateShelf<>(context.getMapState(QUARTER_HOURS));
        hours = new StateShelf<>(context.getMapState(HOURS));
        days = new StateShelf<>(context.getMapState(DAYS));
    }

    /** The place at hand; a new one when nothing is known of it. */
    PlaceState place(String placeId) throws IOException {
        PlaceState known = place.value();
        return known == null ? new PlaceState(placeId) : known;
    }

    void keep(PlaceState state) throws IOException {
        place.update(state);
    }

    Alarms alarms() throws IOException {
        Alarms known = alarms.value();
        return known == null ? new Alarms() : known;
    }

    void keep(Alarms state) throws IOException {
        alarms.update(state);
    }

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
        try {
            return pending.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void keepPending(Reading reading) {
        try {
            pending.update(reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> ValueStateDescriptor<T> value(String name, StateKind kind) {
        return new ValueStateDescriptor<>(name, new CodecSerializer<>(kind));
    }

    private static <T> MapStateDescriptor<Long, T> shelf(String name, StateKind kind) {
        return new MapStateDescriptor<>(name, LongSerializer.INSTANCE, new CodecSerializer<>(kind));
    }

    /** A shelf in Flink's keyed state. */
    private record StateShelf<V>(MapState<Long, V> state) implements Shelf<V> {
        @Override
        public V get(long number) {
            try {
                return state.get(number);
            } catch (Exception e) {
                throw new IllegalStateException("state cannot be read", e);
            }
        }

        @Override
        public void put(long number, V value) {
            try {
                state.put(number, value);
            } catch (Exception e) {
                throw new IllegalStateException("state cannot be written", e);
            }
        }

        @Override
        public void remove(long number) {
            try {
                state.remove(number);
            } catch (Exception e) {
                throw new IllegalStateException("state cannot be written", e);
            }
        }

        @Override
        public long[] numbers() {
            try {
                java.util.stream.LongStream.Builder numbers = java.util.stream.LongStream.builder();
                for (Long number : state.keys()) {
                    numbers.add(number);
                }
                return numbers.build().toArray();
            } catch (Exception e) {
                throw new IllegalStateException("state cannot be read", e);
            }
        }
    }
}
