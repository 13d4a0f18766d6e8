package io.outpost.core.place;

import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.preference.PreferenceVersion;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One place that is kept, with the time of its partition and all that it has emitted. */
final class KeptPlace {
    /** Long after all that the tests observe, so that it is replayed, unless said. */
    static final Instant REPLAYED_AT = Instant.parse("2030-01-01T00:00:00Z");

    private static final String CORE = "place";
    private static final long REPLAY_STEP_MILLIS = 10;

    final Emitted emitted = new Emitted();
    Place place = new Place("trailhead");
    private final PlaceKeeper keeper;
    private final Map<String, Map<Long, byte[]>> stored = new HashMap<>();

    /** By kind, those that are stored with the place. */
    private final Map<String, Set<Long>> storedHot = new HashMap<>();

    private long nowMillis = REPLAYED_AT.toEpochMilli();

    KeptPlace() {
        this(1000);
    }

    KeptPlace(int mostSensors) {
        this(new PlaceBounds(1, 1, mostSensors, 200));
    }

    KeptPlace(PlaceBounds bounds) {
        keeper = new PlaceKeeper(Rules.conditions(), bounds, emitted);
    }

    KeptPlace(PreferenceDocuments documents) {
        PlaceBounds bounds = new PlaceBounds(1, 1, 1000, 200);
        keeper = new PlaceKeeper(Rules.conditions(), bounds, documents, emitted);
    }

    /** The next record of a replay, right after the one before. */
    void replay(Reading reading) {
        nowMillis += REPLAY_STEP_MILLIS;
        apply(PlaceInput.of(place.placeId, receivedAt(reading, nowMillis)));
    }

    void replay(Readings reading) {
        replay(reading.build());
    }

    /** The next record, received when it says. */
    void live(Readings reading) {
        Reading built = reading.build();
        nowMillis = built.receivedAtMillis();
        apply(PlaceInput.of(place.placeId, built));
    }

    /** New parameters, received now. */
    void describe(int staleAfterSeconds) {
        describe(version(staleAfterSeconds));
    }

    /** The same. */
    void describe(PlaceVersion version) {
        apply(PlaceInput.of(place.placeId, version, nowMillis, Origin.of(0, 0)));
    }

    /** A version of a preference, received now. */
    void prefer(PreferenceVersion version) {
        apply(PlaceInput.of(place.placeId, version, nowMillis, Origin.of(0, 0)));
    }

    /** A rejected record that names the place, received now. */
    void reject() {
        apply(
                PlaceInput.of(
                        DeadLetter.of(
                                RejectionReason.NO_QUANTITY,
                                "",
                                Origin.of(0, 0),
                                place.placeId,
                                nowMillis)));
    }

    /** Time goes on without a record, so long that a replayed place closes and emits everything. */
    void idle() {
        waitFor(Duration.ofMinutes(12));
    }

    /** Time goes on, and nobody looks before the next record. */
    void silence(Duration duration) {
        nowMillis += duration.toMillis();
    }

    void waitFor(Duration duration) {
        watermark(nowMillis + duration.toMillis());
    }

    void watermark(long millis) {
        nowMillis = millis;
        keeper.advance(place, millis);
    }

    void watermark(Instant instant) {
        watermark(instant.toEpochMilli());
    }

    long nextDeadlineMillis() {
        return keeper.nextDeadlineMillis(place);
    }

    long revision() {
        return place.clock.revision();
    }

    /** Goes on with what a savepoint holds of the place. */
    void throughSavepoint() {
        byte[] core = bytes(Place.CODEC, place);
        storeAll();
        Place restored = read(Place.CODEC, core);
        restored.keepWaiting(place.waiting());
        load(restored);
    }

    private void load(Place restored) {
        storedHot.clear();
        load("sensors", restored.sensors());
        load("seen", restored.seenHours());
        load("quarters", restored.quarterHours());
        load("hours", restored.hours());
        load("days", restored.days());
        load("hourly base", restored.hourlyBase());
        load("hourly tip", restored.hourlyTip());
        load("hourly transitions", restored.hourlyTransitions());
        load("preferences", restored.preferences());
        load("hourly preferences", restored.hourlyPreferences());
        place = restored;
    }

    /** The state as a savepoint holds it: by kind, the pieces by their number. */
    Map<String, Map<Long, byte[]>> frozen() {
        storeAll();
        Map<String, Map<Long, byte[]>> all = new TreeMap<>(stored);
        all.put(CORE, Map.of(0L, bytes(Place.CODEC, place)));
        return all;
    }

    /** Goes on with what a savepoint holds of the place, of any version. */
    void thaw(Map<String, Map<Long, byte[]>> frozen) {
        stored.clear();
        stored.putAll(frozen);
        load(read(Place.CODEC, frozen.get(CORE).get(0L)));
        nowMillis = place.clock.lastEventMillis();
    }

    /** Bytes of the state as a savepoint holds it. */
    int storedBytes() {
        storeAll();
        return bytes(Place.CODEC, place).length
                + stored.values().stream()
                        .flatMap(pieces -> pieces.values().stream())
                        .mapToInt(bytes -> bytes.length + Long.BYTES)
                        .sum();
    }

    /** Bytes of the models as a savepoint holds them. */
    int storedModelBytes() {
        storeAll();
        return Stream.of("hourly base", "hourly tip", "hourly transitions")
                .flatMap(kind -> stored.getOrDefault(kind, Map.of()).values().stream())
                .mapToInt(bytes -> bytes.length)
                .sum();
    }

    private void apply(PlaceInput input) {
        keeper.apply(place, input);
    }

    private void storeAll() {
        place.settle();
        store("sensors", Sensor.CODEC, Place::sensors);
        store("seen", SeenHour.CODEC, Place::seenHours);
        store("quarters", QuarterHour.CODEC, Place::quarterHours);
        store("hours", Pane.CODEC, Place::hours);
        store("days", Pane.CODEC, Place::days);
        store("hourly base", HourlyBase.CODEC, Place::hourlyBase);
        store("hourly tip", HourlyTip.CODEC, Place::hourlyTip);
        store("hourly transitions", HourlyTransitions.CODEC, Place::hourlyTransitions);
        store("preferences", PlacePreference.CODEC, Place::preferences);
        store("hourly preferences", HourlyPreferences.CODEC, Place::hourlyPreferences);
    }

    private <V> void store(String kind, Codec<V> codec, Function<Place, StateMap<V>> pieces) {
        Map<Long, byte[]> into = stored.computeIfAbsent(kind, name -> new HashMap<>());
        Set<Long> hot = storedHot.computeIfAbsent(kind, name -> new HashSet<>());
        into.keySet().removeAll(hot);
        hot.clear();
        try {
            pieces.apply(place)
                    .flush(
                            new StateMap.Store<>() {
                                @Override
                                public byte[] encode(V piece) {
                                    return bytes(codec, piece);
                                }

                                @Override
                                public void putHot(long number, byte[] bytes) {
                                    into.put(number, bytes);
                                    hot.add(number);
                                }

                                @Override
                                public void put(long number, byte[] bytes) {
                                    into.put(number, bytes);
                                }

                                @Override
                                public void remove(long number) {
                                    into.remove(number);
                                }

                                @Override
                                public void clear() {
                                    into.clear();
                                }
                            },
                            true);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void load(String kind, StateMap<?> pieces) {
        stored.getOrDefault(kind, Map.of()).forEach(pieces::load);
    }

    private static <V> byte[] bytes(Codec<V> codec, V value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            codec.writer().write(value, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static <V> V read(Codec<V> codec, byte[] bytes) {
        try {
            return codec.reader().read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static PlaceVersion version(int staleAfterSeconds) {
        return PlaceVersion.at(
                "Trailhead", Double.NaN, Double.NaN, Double.NaN, "UTC", staleAfterSeconds);
    }

    /** Parameters by which the place has models. */
    static PlaceVersion withPosition() {
        return PlaceVersion.at("Trailhead", 45, 7, 1000, "UTC", 0);
    }

    private static Reading receivedAt(Reading reading, long millis) {
        return new Reading(
                reading.sensorKey(),
                reading.sensorId(),
                reading.observedAtMillis(),
                millis,
                reading.intervalSeconds(),
                reading.values(),
                reading.flags(),
                reading.fingerprint(),
                reading.origin());
    }
}
