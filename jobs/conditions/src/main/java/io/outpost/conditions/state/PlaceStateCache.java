package io.outpost.conditions.state;

import io.outpost.core.place.HourlyBase;
import io.outpost.core.place.HourlyTip;
import io.outpost.core.place.HourlyTransitions;
import io.outpost.core.place.Pane;
import io.outpost.core.place.Place;
import io.outpost.core.place.QuarterHour;
import io.outpost.core.place.Reading;
import io.outpost.core.place.SeenHour;
import io.outpost.core.place.Sensor;
import io.outpost.core.place.StateMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * All state of all places. Active places are cached as objects; Flink's keyed state holds bytes,
 * and takes what has changed by {@link #flush}, before each snapshot. None has a TTL, which would
 * follow processing time: each is cleared in event time.
 *
 * <ul>
 *   <li>place: kept for the life of the place, about 400 bytes
 *   <li>sensors: a sensor goes 7 days after its newest observation
 *   <li>seen-hours: an hour goes when it leaves the hour horizon, 7 days
 *   <li>quarter-hours: minutes go after 3 h 16 min, the sums of the quarter after 26 h 30 min
 *   <li>hours, days: a pane goes when it leaves the hour horizon
 *   <li>hourly-base, hourly-tip: kept for the life of a place that has had a position, about 500
 *       bytes each, and 2 KB at most for what was learned
 *   <li>hourly-transitions: those between the two, about 100 bytes each
 *   <li>waiting: one reading of a sensor, until its next one; at most 100, and 64 KiB
 *   <li>of a place whose clock has not moved for 7 days: what only older observations need goes
 *   <li>timer: kept for the life of the place
 * </ul>
 */
public final class PlaceStateCache {
    private static final ValueStateDescriptor<byte[]> PLACE = value("place", StateKind.PLACE);
    private static final ValueStateDescriptor<byte[]> WAITING =
            value("waiting", StateKind.WAITING_READINGS);
    private static final ValueStateDescriptor<Long> TIMER =
            new ValueStateDescriptor<>("timer", Types.LONG);
    private static final MapStateDescriptor<Long, byte[]> SENSORS =
            pieces("sensors", StateKind.SENSOR);
    private static final MapStateDescriptor<Long, byte[]> SEEN_HOURS =
            pieces("seen-hours", StateKind.SEEN_HOUR);
    private static final MapStateDescriptor<Long, byte[]> QUARTER_HOURS =
            pieces("quarter-hours", StateKind.QUARTER_HOUR);
    private static final MapStateDescriptor<Long, byte[]> HOURS = pieces("hours", StateKind.PANE);
    private static final MapStateDescriptor<Long, byte[]> DAYS = pieces("days", StateKind.PANE);
    private static final MapStateDescriptor<Long, byte[]> HOURLY_BASE =
            pieces("hourly-base", StateKind.HOURLY_BASE);
    private static final MapStateDescriptor<Long, byte[]> HOURLY_TIP =
            pieces("hourly-tip", StateKind.HOURLY_TIP);
    private static final MapStateDescriptor<Long, byte[]> HOURLY_TRANSITIONS =
            pieces("hourly-transitions", StateKind.HOURLY_TRANSITIONS);

    /** A cached place is some kilobytes; together they take at most a quarter of the heap. */
    private static final int MOST_CACHED =
            (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / 8192, Integer.MAX_VALUE);

    private final ValueState<byte[]> place;
    private final ValueState<byte[]> waiting;
    private final ValueState<Long> timer;
    private final Pieces<Sensor> sensors;
    private final Pieces<SeenHour> seenHours;
    private final Pieces<QuarterHour> quarterHours;
    private final Pieces<Pane> hours;
    private final Pieces<Pane> days;
    private final Pieces<HourlyBase> hourlyBase;
    private final Pieces<HourlyTip> hourlyTip;
    private final Pieces<HourlyTransitions> hourlyTransitions;
    private final Map<String, CachedPlace> cached = new HashMap<>();
    private final DataOutputSerializer buffer = new DataOutputSerializer(1024);
    private final Consumer<String> enter;

    /** A place that is active, with the event time of its one timer. */
    public static final class CachedPlace {
        /** No timer is registered. */
        public static final long NO_TIMER = Long.MAX_VALUE;

        private final Place place;
        private long timerMillis;

        /** True when it was used since the last flush. */
        private boolean used;

        private CachedPlace(Place place, long timerMillis) {
            this.place = place;
            this.timerMillis = timerMillis;
        }

        public Place place() {
            return place;
        }

        /** ms since 1970, or {@link #NO_TIMER}. */
        public long timerMillis() {
            return timerMillis;
        }

        public void setTimerMillis(long millis) {
            timerMillis = millis;
        }
    }

    /**
     * @param enter makes a place's key the one that Flink's state is asked for
     */
    public PlaceStateCache(RuntimeContext context, Consumer<String> enter) {
        this.enter = enter;
        place = context.getState(PLACE);
        waiting = context.getState(WAITING);
        timer = context.getState(TIMER);
        sensors = new Pieces<>(context.getMapState(SENSORS), StateKind.SENSOR, Place::sensors);
        seenHours =
                new Pieces<>(
                        context.getMapState(SEEN_HOURS), StateKind.SEEN_HOUR, Place::seenHours);
        quarterHours =
                new Pieces<>(
                        context.getMapState(QUARTER_HOURS),
                        StateKind.QUARTER_HOUR,
                        Place::quarterHours);
        hours = new Pieces<>(context.getMapState(HOURS), StateKind.PANE, Place::hours);
        days = new Pieces<>(context.getMapState(DAYS), StateKind.PANE, Place::days);
        hourlyBase =
                new Pieces<>(
                        context.getMapState(HOURLY_BASE), StateKind.HOURLY_BASE, Place::hourlyBase);
        hourlyTip =
                new Pieces<>(
                        context.getMapState(HOURLY_TIP), StateKind.HOURLY_TIP, Place::hourlyTip);
        hourlyTransitions =
                new Pieces<>(
                        context.getMapState(HOURLY_TRANSITIONS),
                        StateKind.HOURLY_TRANSITIONS,
                        Place::hourlyTransitions);
    }

    /** The place with the current key; null when there is none. */
    public CachedPlace find(String placeId) throws Exception {
        CachedPlace known = cached.get(placeId);
        if (known == null) {
            byte[] stored = place.value();
            if (stored == null) {
                return null;
            }
            known = keep(placeId, load(stored));
        }
        known.used = true;
        return known;
    }

    /** Makes a place that there was not. */
    public CachedPlace add(String placeId) throws Exception {
        CachedPlace added =
                keep(placeId, new CachedPlace(new Place(placeId), CachedPlace.NO_TIMER));
        added.used = true;
        return added;
    }

    /** Writes all that has changed into Flink's state, and evicts what was not used since. */
    public void flush() throws Exception {
        Iterator<CachedPlace> all = cached.values().iterator();
        while (all.hasNext()) {
            CachedPlace one = all.next();
            if (one.used) {
                enter.accept(one.place.placeId());
                flush(one);
                one.used = false;
            } else {
                all.remove();
            }
        }
    }

    private CachedPlace keep(String placeId, CachedPlace loaded) throws Exception {
        if (cached.size() >= MOST_CACHED) {
            flush();
            cached.clear();
            enter.accept(placeId);
        }
        cached.put(placeId, loaded);
        return loaded;
    }

    private CachedPlace load(byte[] stored) throws Exception {
        Place loaded = (Place) StateKind.PLACE.decode(stored);
        loaded.keepWaiting(waitingReadings());
        sensors.load(loaded);
        seenHours.load(loaded);
        quarterHours.load(loaded);
        hours.load(loaded);
        days.load(loaded);
        hourlyBase.load(loaded);
        hourlyTip.load(loaded);
        hourlyTransitions.load(loaded);
        Long timerMillis = timer.value();
        return new CachedPlace(loaded, timerMillis == null ? CachedPlace.NO_TIMER : timerMillis);
    }

    private void flush(CachedPlace one) throws Exception {
        one.place.settle();
        place.update(StateKind.PLACE.encode(one.place, buffer));
        timer.update(one.timerMillis);
        if (one.place.waiting().isEmpty()) {
            waiting.clear();
        } else {
            waiting.update(StateKind.WAITING_READINGS.encode(one.place.waiting(), buffer));
        }
        sensors.flush(one.place, buffer);
        seenHours.flush(one.place, buffer);
        quarterHours.flush(one.place, buffer);
        hours.flush(one.place, buffer);
        days.flush(one.place, buffer);
        hourlyBase.flush(one.place, buffer);
        hourlyTip.flush(one.place, buffer);
        hourlyTransitions.flush(one.place, buffer);
    }

    @SuppressWarnings("unchecked") // what was encoded by the same kind
    private List<Reading> waitingReadings() throws Exception {
        byte[] stored = waiting.value();
        return stored == null
                ? List.of()
                : (List<Reading>) StateKind.WAITING_READINGS.decode(stored);
    }

    private static ValueStateDescriptor<byte[]> value(String name, StateKind kind) {
        return new ValueStateDescriptor<>(name, new CodecSerializer(kind));
    }

    private static MapStateDescriptor<Long, byte[]> pieces(String name, StateKind kind) {
        return new MapStateDescriptor<>(name, LongSerializer.INSTANCE, new CodecSerializer(kind));
    }

    /** Where the pieces of one kind stand: in Flink's state, and in a cached place. */
    private record Pieces<V>(
            MapState<Long, byte[]> state, StateKind kind, Function<Place, StateMap<V>> pieces) {
        void load(Place place) throws Exception {
            StateMap<V> map = pieces.apply(place);
            for (Map.Entry<Long, byte[]> entry : state.entries()) {
                map.load(entry.getKey(), entry.getValue());
            }
        }

        void flush(Place place, DataOutputSerializer buffer) throws Exception {
            pieces.apply(place)
                    .flush(
                            new StateMap.Store<>() {
                                @Override
                                public byte[] put(long number, V piece) throws Exception {
                                    byte[] bytes = kind.encode(piece, buffer);
                                    state.put(number, bytes);
                                    return bytes;
                                }

                                @Override
                                public void remove(long number) throws Exception {
                                    state.remove(number);
                                }

                                @Override
                                public void clear() {
                                    state.clear();
                                }
                            });
        }
    }
}
