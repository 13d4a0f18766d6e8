package io.outpost.operate;

import io.outpost.place.Pane;
import io.outpost.place.PlaceMemory;
import io.outpost.place.PlaceState;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;
import io.outpost.place.Shelf;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * All state of all places. What is worked with stands on desks, one per place; Flink's state holds
 * bytes, and takes what has changed when the desks are put back, before each snapshot. None has a
 * TTL, which would follow the clock of the machine: each is cleared in event time.
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
    static final ValueStateDescriptor<byte[]> PLACE = value("place", StateKind.PLACE);
    private static final ValueStateDescriptor<byte[]> PENDING =
            value("pending", StateKind.PENDING_READING);
    private static final ValueStateDescriptor<byte[]> ALARMS = value("alarms", StateKind.ALARMS);
    private static final MapStateDescriptor<Long, byte[]> SENSORS =
            pieces("sensors", StateKind.SENSOR);
    private static final MapStateDescriptor<Long, byte[]> SEEN_HOURS =
            pieces("seen-hours", StateKind.SEEN_HOUR);
    private static final MapStateDescriptor<Long, byte[]> QUARTER_HOURS =
            pieces("quarter-hours", StateKind.QUARTER_HOUR);
    private static final MapStateDescriptor<Long, byte[]> HOURS = pieces("hours", StateKind.PANE);
    private static final MapStateDescriptor<Long, byte[]> DAYS = pieces("days", StateKind.PANE);

    /** A desk is some kilobytes; together they take at most a quarter of the heap. */
    private static final int MOST_DESKS =
            (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / 8192, Integer.MAX_VALUE);

    private final ValueState<byte[]> place;
    private final ValueState<byte[]> pending;
    private final ValueState<byte[]> alarms;
    private final Pieces<Sensor> sensors;
    private final Pieces<SeenHour> seenHours;
    private final Pieces<QuarterHour> quarterHours;
    private final Pieces<Pane> hours;
    private final Pieces<Pane> days;

    private final Map<Long, Desk> desks = new HashMap<>();
    private final DataOutputSerializer buffer = new DataOutputSerializer(1024);
    private final Consumer<Long> enter;
    private Desk atHand;
    private final AtHand<Sensor> sensorsAtHand = new AtHand<>();
    private final AtHand<SeenHour> seenHoursAtHand = new AtHand<>();
    private final AtHand<QuarterHour> quarterHoursAtHand = new AtHand<>();
    private final AtHand<Pane> hoursAtHand = new AtHand<>();
    private final AtHand<Pane> daysAtHand = new AtHand<>();

    /**
     * @param enter makes a place's key the one that Flink's state is asked for
     */
    PlaceStates(RuntimeContext context, Consumer<Long> enter) {
        this.enter = enter;
        place = context.getState(PLACE);
        pending = context.getState(PENDING);
        alarms = context.getState(ALARMS);
        sensors = new Pieces<>(context.getMapState(SENSORS), desk -> desk.sensors);
        seenHours = new Pieces<>(context.getMapState(SEEN_HOURS), desk -> desk.seenHours);
        quarterHours = new Pieces<>(context.getMapState(QUARTER_HOURS), desk -> desk.quarterHours);
        hours = new Pieces<>(context.getMapState(HOURS), desk -> desk.hours);
        days = new Pieces<>(context.getMapState(DAYS), desk -> desk.days);
    }

    /**
     * The place at hand from now on; a new one when nothing is known of it.
     *
     * @param key of the place, which is also the current key of Flink's state
     */
    Desk take(Long key, String placeId) throws Exception {
        Desk desk = desks.get(key);
        if (desk == null) {
            if (desks.size() >= MOST_DESKS) {
                putBack();
                desks.clear();
                enter.accept(key);
            }
            desk = load(placeId);
            desks.put(key, desk);
        }
        desk.used = true;
        atHand = desk;
        sensorsAtHand.drawer = desk.sensors;
        seenHoursAtHand.drawer = desk.seenHours;
        quarterHoursAtHand.drawer = desk.quarterHours;
        hoursAtHand.drawer = desk.hours;
        daysAtHand.drawer = desk.days;
        return desk;
    }

    /** Writes all that has changed into Flink's state, and lets go of what was not used since. */
    void putBack() throws Exception {
        Iterator<Map.Entry<Long, Desk>> all = desks.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Long, Desk> entry = all.next();
            Desk desk = entry.getValue();
            if (desk.used) {
                enter.accept(entry.getKey());
                putBack(desk);
                desk.used = false;
            } else {
                all.remove();
            }
        }
    }

    private Desk load(String placeId) throws Exception {
        byte[] known = place.value();
        Alarms knownAlarms = (Alarms) StateKind.ALARMS.decode(alarms.value());
        Desk desk =
                new Desk(
                        known == null
                                ? new PlaceState(placeId)
                                : (PlaceState) StateKind.PLACE.decode(known),
                        knownAlarms == null ? new Alarms() : knownAlarms,
                        (Reading) StateKind.PENDING_READING.decode(pending.value()));
        if (known != null) {
            sensors.load(desk);
            seenHours.load(desk);
            quarterHours.load(desk);
            hours.load(desk);
            days.load(desk);
        }
        return desk;
    }

    private void putBack(Desk desk) throws Exception {
        place.update(StateKind.PLACE.encode(desk.place, buffer));
        alarms.update(StateKind.ALARMS.encode(desk.alarms, buffer));
        if (desk.pending != null) {
            pending.update(StateKind.PENDING_READING.encode(desk.pending, buffer));
        } else {
            pending.clear();
        }
        sensors.putBack(desk, buffer);
        seenHours.putBack(desk, buffer);
        quarterHours.putBack(desk, buffer);
        hours.putBack(desk, buffer);
        days.putBack(desk, buffer);
    }

    @Override
    public Shelf<Sensor> sensors() {
        return sensorsAtHand;
    }

    @Override
    public Shelf<SeenHour> seenHours() {
        return seenHoursAtHand;
    }

    @Override
    public Shelf<QuarterHour> quarterHours() {
        return quarterHoursAtHand;
    }

    @Override
    public Shelf<Pane> hours() {
        return hoursAtHand;
    }

    @Override
    public Shelf<Pane> days() {
        return daysAtHand;
    }

    @Override
    public Reading pending() {
        return atHand.pending;
    }

    @Override
    public void keepPending(Reading reading) {
        atHand.pending = reading;
    }

    private static ValueStateDescriptor<byte[]> value(String name, StateKind kind) {
        return new ValueStateDescriptor<>(name, new CodecSerializer(kind));
    }

    private static MapStateDescriptor<Long, byte[]> pieces(String name, StateKind kind) {
        return new MapStateDescriptor<>(name, LongSerializer.INSTANCE, new CodecSerializer(kind));
    }

    /** Where the pieces of one kind stand: in Flink's state, and on a desk. */
    private record Pieces<V>(MapState<Long, byte[]> state, Function<Desk, Drawer<V>> drawer) {
        void load(Desk desk) throws Exception {
            drawer.apply(desk).load(state);
        }

        void putBack(Desk desk, DataOutputSerializer buffer) throws Exception {
            drawer.apply(desk).putBack(state, buffer);
        }
    }

    /** The drawer of the place at hand, whichever that is. */
    private static final class AtHand<V> implements Shelf<V> {
        private Drawer<V> drawer;

        @Override
        public V get(long number) {
            return drawer.get(number);
        }

        @Override
        public void put(long number, V value) {
            drawer.put(number, value);
        }

        @Override
        public void remove(long number) {
            drawer.remove(number);
        }

        @Override
        public long[] numbers() {
            return drawer.numbers();
        }
    }
}
