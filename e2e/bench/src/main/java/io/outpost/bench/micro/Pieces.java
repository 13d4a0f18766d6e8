package io.outpost.bench.micro;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.model.HourFluxes;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.RecentHours;
import io.outpost.core.place.Codec;
import io.outpost.core.place.HourlyBase;
import io.outpost.core.place.HourlyTip;
import io.outpost.core.place.HourlyTransitions;
import io.outpost.core.place.Origin;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.PlaceKeeper;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.StateMap;
import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.WindChill;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** The small pieces, each on the records of one backlog, one right after the other. */
@State(Scope.Thread)
public class Pieces {
    private static final Backlog BACKLOG = Backlog.inOrder(40, 10, 10, 72, 7);

    /** A place with two observations an hour, for weeks: most of its work is per hour. */
    private static final Backlog SPARSE = Backlog.inOrder(1, 1, 30, 40 * 24, 7);

    private static final int SPARSE_PER_HOUR = 2;

    /** Long after all that is observed: a replay. */
    private static final long RECEIVED_MILLIS = SPARSE.closingMillis();

    private static final long RECEIVED_EVERY_MILLIS = 10;

    private final List<SourceRecord> records = new ArrayList<>();
    private final List<PlaceInput> ofAPlace = new ArrayList<>();
    private final List<PlaceInput> gauged = new ArrayList<>();
    private final List<PlaceInput> described = new ArrayList<>();
    private final DataOutputSerializer buffer = new DataOutputSerializer(1024);
    private RegistryFixture registry;
    private LogDecoder decode;
    private Place place;
    private PlaceKeeper keeper;
    private int next;
    private final Flushes<HourlyBase> bases = new Flushes<>(HourlyBase.CODEC);
    private final Flushes<HourlyTip> tips = new Flushes<>(HourlyTip.CODEC);
    private final Flushes<HourlyTransitions> transitions = new Flushes<>(HourlyTransitions.CODEC);
    private int flushed;
    private HourStep models;
    private ModelState modelState;
    private RecentHours recentHours;

    /** What goes into Flink's state. */
    private final class Flushes<V> implements StateMap.Store<V> {
        private final Codec<V> codec;

        private Flushes(Codec<V> codec) {
            this.codec = codec;
        }

        @Override
        public byte[] encode(V piece) throws IOException {
            buffer.clear();
            codec.writer().write(piece, buffer);
            return buffer.getCopyOfBuffer();
        }

        @Override
        public void putHot(long number, byte[] bytes) {
            flushed += bytes.length;
        }

        @Override
        public void put(long number, byte[] bytes) {
            flushed += bytes.length;
        }

        @Override
        public void remove(long number) {
            throw new AssertionError("the models of a place are not removed");
        }

        @Override
        public void clear() {
            throw new AssertionError("the models of a place are not removed");
        }

        /** As of a place that is then left alone. */
        private void store(StateMap<V> pieces) throws Exception {
            pieces.flush(this, false);
            pieces.evictObjects(this);
        }
    }

    @Setup
    public void start() throws IOException {
        registry = RegistryFixture.start(0);
        decode =
                new LogDecoder(
                        new WriterSchemas(
                                new SchemaRegistry(registry.url()), RegistryOutage.sleeping()),
                        Backlog.PARTITIONS);
        gauged.addAll(decoded(SPARSE.with(Backlog.Sites.GAUGED)));
        described.addAll(decoded(SPARSE.with(Backlog.Sites.DESCRIBED)));
        List<PlaceInput> inputs = decoded(BACKLOG);
        String first = inputs.get(0).placeId();
        inputs.stream().filter(input -> input.placeId().equals(first)).forEach(ofAPlace::add);
    }

    /** The inputs of a backlog, whose records stay in {@link #records}. */
    private List<PlaceInput> decoded(Backlog backlog) {
        records.clear();
        new BacklogRecords(backlog).writeTo(this::add);
        // The last record of each place closes its panes, a day later.
        long last = backlog.descriptions() + backlog.observations();
        records.subList((int) last, records.size()).clear();
        return records.stream().map(decode::decode).toList();
    }

    private void add(int partition, byte[] key, byte[] value) {
        long receivedMillis = RECEIVED_MILLIS + records.size() * RECEIVED_EVERY_MILLIS;
        Origin origin =
                new Origin(partition, records.size(), key, value, new String[0], new byte[0][]);
        records.add(new SourceRecord(receivedMillis, true, origin));
    }

    @TearDown
    public void stop() {
        registry.close();
    }

    @Setup(Level.Iteration)
    public void begin(Blackhole rows) {
        Settings settings = Settings.of(Map.of());
        keeper =
                new PlaceKeeper(settings.conditions().create(), settings.places(), swallowed(rows));
        next = 0;
        ModelParameters parameters = ModelParameters.at(50, 10);
        models = new HourStep(parameters);
        modelState = ModelState.start(parameters);
        recentHours = new RecentHours();
    }

    /** From the bytes of a record to a valid reading, as the job does it. */
    @Benchmark
    public PlaceInput decodeAndValidate() {
        next = next + 1 < records.size() ? next + 1 : 0;
        return decode.decode(records.get(next));
    }

    /**
     * One observation of a place with ten sensors, each every 10 min: deduplication, panes, and its
     * share of closing panes, rolling means and conditions; over three days, then of a new place.
     */
    @Benchmark
    public void observationOfAPlace() {
        if (next == 0) {
            place = new Place(ofAPlace.get(0).placeId());
        }
        keeper.apply(place, ofAPlace.get(next));
        next = next + 1 < ofAPlace.size() ? next + 1 : 0;
    }

    /** An hour of a place without a position: less than the next by what its models cost. */
    @Benchmark
    public int hourOfAPlaceWithoutModels() throws Exception {
        return hour(gauged);
    }

    /** An hour of a place with its models, which are loaded before it and flushed after it. */
    @Benchmark
    public int hourOfAPlaceWithModels() throws Exception {
        return hour(described);
    }

    private int hour(List<PlaceInput> inputs) throws Exception {
        if (next + SPARSE_PER_HOUR > inputs.size()) {
            next = 0;
        }
        if (next == 0) {
            place = new Place(inputs.get(0).placeId());
        }
        for (int i = 0; i < SPARSE_PER_HOUR; i++) {
            keeper.apply(place, inputs.get(next++));
        }
        flushed = 0;
        bases.store(place.hourlyBase());
        tips.store(place.hourlyTip());
        transitions.store(place.hourlyTransitions());
        return flushed;
    }

    /** The published formula, over the weather in which it holds and some outside it. */
    @Benchmark
    public double heatIndex() {
        int i = next++;
        return HeatIndex.celsius(20 + i % 25, 15 + i % 83);
    }

    @Benchmark
    public double windChill() {
        int i = next++;
        return WindChill.celsius(12 - i % 40, i % 17);
    }

    /**
     * An hour of all models of a place, with the scan of the 24 hours before it: years from -12 to
     * 16 degC, rain or snow in one of five days.
     */
    @Benchmark
    public HourFluxes hourOfTheModels() {
        int hour = next++;
        int day = hour / 24;
        double celsius = 16 - 14 * Math.abs(day % 360 - 180) / 90.0 + (hour % 24 - 12) * 0.5;
        recentHours.add(hour, celsius, day % 5 == 0 ? 0.6 : 0);
        return models.step(modelState, recentHours.weather(70, 3, 970));
    }

    /** A record that is not accepted is an error. */
    private static PlaceOutput swallowed(Blackhole rows) {
        return (PlaceOutput)
                Proxy.newProxyInstance(
                        PlaceOutput.class.getClassLoader(),
                        new Class<?>[] {PlaceOutput.class},
                        (proxy, method, arguments) -> {
                            if (List.of("late", "rejected").contains(method.getName())) {
                                throw new AssertionError(arguments[0].toString());
                            }
                            rows.consume(arguments[0]);
                            return null;
                        });
    }
}
