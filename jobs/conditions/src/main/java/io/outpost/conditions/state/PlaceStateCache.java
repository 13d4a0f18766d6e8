package io.outpost.conditions.state;

import io.outpost.core.place.Place;
import io.outpost.core.place.Reading;
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
 * All state of all places. Places are cached; Flink's keyed state holds bytes, and takes what has
 * changed by {@link #flush}, before each snapshot. None has a TTL, which would follow processing
 * time: each is cleared in event time.
 *
 * <ul>
 *   <li>place: kept for the life of the place, about 400 bytes
 *   <li>hot-pieces: those of the following that change all the time, in one value, up to some 8 KB;
 *       what is left alone goes into its own map when there is more
 *   <li>sensors: a sensor goes 7 days after its newest observation
 *   <li>seen-hours: an hour goes when it leaves the hour horizon, 7 days
 *   <li>quarter-hours: minutes go after 3 h 16 min, the sums of the quarter after 26 h 30 min
 *   <li>hours, days: a pane goes when it leaves the hour horizon
 *   <li>hourly-base, hourly-tip: kept for the life of a place that has had a position, about 500
 *       bytes each, and 2 KB at most for what was learned
 *   <li>hourly-transitions: those between the two, about 100 bytes each
 *   <li>preferences: 8 days after a preference was taken back; 16 versions of 16 KiB each at most,
 *       mostly one of some 300 bytes
 *   <li>hourly-preferences: of a place with preferences of hours, while there are any; 3 bytes an
 *       hour of 7 days for each quantity that is spanned
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
    private static final ValueStateDescriptor<byte[]> HOT_PIECES =
            value("hot-pieces", StateKind.HOT_PIECES);
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
    private static final MapStateDescriptor<Long, byte[]> PREFERENCES =
            pieces("preferences", StateKind.PREFERENCE);
    private static final MapStateDescriptor<Long, byte[]> HOURLY_PREFERENCES =
            pieces("hourly-preferences", StateKind.HOURLY_PREFERENCES);

    /** A place beside its pieces. */
    private static final int BYTES_BESIDE_PIECES = 3000;

    /** Above it, what has not changed since the last time is stored by itself. */
    private static final int MOST_HOT_BYTES = 8 * 1024;

    private final long mostCachedBytes;
    private final ValueState<byte[]> place;
    private final ValueState<byte[]> waiting;
    private final ValueState<Long> timer;
    private final ValueState<byte[]> hotPieces;

    /** By the number of their kind in the hot pieces, less 1: the order stands in savepoints. */
    private final List<Pieces<?>> pieces;

    private final Map<String, CachedPlace> cached = new HashMap<>();
    private long cachedBytes;
    private final DataOutputSerializer buffer = new DataOutputSerializer(1024);
    private final HotPieces hot = new HotPieces();
    private final Consumer<String> enter;

    /** A place that is active, with the event time of its one timer. */
    public static final class CachedPlace {
        /** No timer is registered. */
        public static final long NO_TIMER = Long.MAX_VALUE;

        private final Place place;
        private long timerMillis;

        /** As it stands in the state. */
        private long storedTimerMillis;

        /** True when it was used since the last flush. */
        private boolean used;

        /** True when all objects of its pieces are evicted. */
        private boolean idle;

        /** True when it is cached no longer: what is done to it is lost. */
        private boolean evicted;

        /** Length of its hot pieces. */
        private int hotBytes;

        /** About what it takes in memory. */
        private long bytes = BYTES_BESIDE_PIECES;

        private CachedPlace(Place place, long timerMillis) {
            this.place = place;
            this.timerMillis = timerMillis;
            this.storedTimerMillis = timerMillis;
        }

        public Place place() {
            return place;
        }

        /** True of one that must be found anew. */
        public boolean isEvicted() {
            return evicted;
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
     * @param heapParts cached places take one of so many parts of the heap at most
     */
    public PlaceStateCache(RuntimeContext context, Consumer<String> enter, int heapParts) {
        this.mostCachedBytes = Runtime.getRuntime().maxMemory() / heapParts;
        this.enter = enter;
        place = context.getState(PLACE);
        waiting = context.getState(WAITING);
        timer = context.getState(TIMER);
        hotPieces = context.getState(HOT_PIECES);
        pieces =
                List.of(
                        new Pieces<>(context, SENSORS, StateKind.SENSOR, Place::sensors),
                        new Pieces<>(context, SEEN_HOURS, StateKind.SEEN_HOUR, Place::seenHours),
                        new Pieces<>(
                                context,
                                QUARTER_HOURS,
                                StateKind.QUARTER_HOUR,
                                Place::quarterHours),
                        new Pieces<>(context, HOURS, StateKind.PANE, Place::hours),
                        new Pieces<>(context, DAYS, StateKind.PANE, Place::days),
                        new Pieces<>(
                                context, HOURLY_BASE, StateKind.HOURLY_BASE, Place::hourlyBase),
                        new Pieces<>(context, HOURLY_TIP, StateKind.HOURLY_TIP, Place::hourlyTip),
                        new Pieces<>(
                                context,
                                HOURLY_TRANSITIONS,
                                StateKind.HOURLY_TRANSITIONS,
                                Place::hourlyTransitions),
                        new Pieces<>(
                                context, PREFERENCES, StateKind.PREFERENCE, Place::preferences),
                        new Pieces<>(
                                context,
                                HOURLY_PREFERENCES,
                                StateKind.HOURLY_PREFERENCES,
                                Place::hourlyPreferences));
    }

    /** Null when there is no such place. */
    public CachedPlace find(String placeId) throws Exception {
        CachedPlace known = cached.get(placeId);
        if (known == null) {
            enter.accept(placeId);
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

    /**
     * Writes all that has changed into Flink's state. Of places that were not used since, bytes
     * alone stay, and nothing when memory is short.
     */
    public void flush() throws Exception {
        boolean evicts = cachedBytes > mostCachedBytes / 2;
        Iterator<CachedPlace> all = cached.values().iterator();
        while (all.hasNext()) {
            CachedPlace one = all.next();
            if (one.used) {
                enter.accept(one.place.placeId());
                flush(one);
                one.used = false;
                one.idle = false;
            } else if (evicts) {
                cachedBytes -= one.bytes;
                one.evicted = true;
                all.remove();
            } else if (!one.idle) {
                for (Pieces<?> kind : pieces) {
                    kind.evictObjects(one.place, buffer);
                }
                one.idle = true;
            }
        }
    }

    private CachedPlace keep(String placeId, CachedPlace loaded) throws Exception {
        if (cachedBytes >= mostCachedBytes) {
            flush();
            cached.values().forEach(one -> one.evicted = true);
            cached.clear();
            cachedBytes = 0;
        }
        cached.put(placeId, loaded);
        cachedBytes += loaded.bytes;
        return loaded;
    }

    private CachedPlace load(byte[] stored) throws Exception {
        Place loaded = (Place) StateKind.PLACE.decode(stored);
        loaded.keepWaiting(waitingReadings());
        long bytes = BYTES_BESIDE_PIECES;
        for (Pieces<?> kind : pieces) {
            bytes += kind.load(loaded);
        }
        byte[] hotOnes = hotPieces.value();
        if (hotOnes != null) {
            HotPieces.read(
                    hotOnes,
                    (kind, number, piece) ->
                            pieces.get(kind - 1).of(loaded).loadHot(number, piece));
        }
        Long timerMillis = timer.value();
        CachedPlace place =
                new CachedPlace(loaded, timerMillis == null ? CachedPlace.NO_TIMER : timerMillis);
        place.hotBytes = hotOnes == null ? 0 : hotOnes.length;
        place.bytes = bytes + place.hotBytes;
        return place;
    }

    private void flush(CachedPlace one) throws Exception {
        one.place.settle();
        place.update(StateKind.PLACE.encode(one.place, buffer));
        if (one.timerMillis != one.storedTimerMillis) {
            timer.update(one.timerMillis);
            one.storedTimerMillis = one.timerMillis;
        }
        if (one.place.waiting().isEmpty()) {
            waiting.clear();
        } else {
            waiting.update(StateKind.WAITING_READINGS.encode(one.place.waiting(), buffer));
        }
        boolean cools = one.hotBytes > MOST_HOT_BYTES;
        long bytes = BYTES_BESIDE_PIECES;
        hot.begin();
        for (int i = 0; i < pieces.size(); i++) {
            bytes += pieces.get(i).flush(one.place, i + 1, hot, buffer, cools);
        }
        byte[] hotOnes = hot.end();
        hotPieces.update(hotOnes);
        one.hotBytes = hotOnes.length;
        cachedBytes += bytes - one.bytes;
        one.bytes = bytes;
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
        Pieces(
                RuntimeContext context,
                MapStateDescriptor<Long, byte[]> descriptor,
                StateKind kind,
                Function<Place, StateMap<V>> pieces) {
            this(context.getMapState(descriptor), kind, pieces);
        }

        StateMap<V> of(Place place) {
            return pieces.apply(place);
        }

        /** Returns how many bytes of memory they take. */
        long load(Place place) throws Exception {
            long bytes = 0;
            StateMap<V> map = of(place);
            for (Map.Entry<Long, byte[]> entry : state.entries()) {
                map.load(entry.getKey(), entry.getValue());
                bytes += entry.getValue().length + StateMap.BYTES_BESIDE;
            }
            return bytes;
        }

        void evictObjects(Place place, DataOutputSerializer buffer) throws Exception {
            of(place).evictObjects(piece -> kind.encode(piece, buffer));
        }

        long flush(
                Place place,
                int kindNumber,
                HotPieces hot,
                DataOutputSerializer buffer,
                boolean cools)
                throws Exception {
            return of(place)
                    .flush(
                            new StateMap.Store<>() {
                                @Override
                                public byte[] encode(V piece) throws Exception {
                                    return kind.encode(piece, buffer);
                                }

                                @Override
                                public int putHot(long number, V piece) throws Exception {
                                    kind.encodeInto(buffer, piece);
                                    byte[] bytes = buffer.getSharedBuffer();
                                    hot.add(kindNumber, number, bytes, buffer.length());
                                    return buffer.length();
                                }

                                @Override
                                public void putHot(long number, byte[] bytes) throws Exception {
                                    hot.add(kindNumber, number, bytes);
                                }

                                @Override
                                public void put(long number, byte[] bytes) throws Exception {
                                    state.put(number, bytes);
                                }

                                @Override
                                public void remove(long number) throws Exception {
                                    state.remove(number);
                                }

                                @Override
                                public void clear() {
                                    state.clear();
                                }
                            },
                            cools);
        }
    }
}
