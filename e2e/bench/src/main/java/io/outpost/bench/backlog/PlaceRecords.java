package io.outpost.bench.backlog;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.cli.simulate.feed.ObservationBytes;
import io.outpost.cli.simulate.world.Field;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.apache.kafka.common.utils.Utils;

/** Makes the records of places, about 100 bytes each. Not thread-safe. */
public final class PlaceRecords {
    private static final String PREFIX = "place-";
    private static final int STREAM_SIZES = StreamSize.values().length;
    private static final int ALWAYS_ONE_IN = 20;
    private static final double HOT_CELSIUS = 42;
    private static final double HOT_HUMIDITY_PERCENT = 30;

    private final ObservationBytes writer = new ObservationBytes(RegistryFixture.OBSERVATION);
    private final long seed;
    private final Weather weather;
    private final IntPredicate hot;
    private final byte[][] keys;
    private final int[] partitions;
    private final byte[][][] heads;
    private final double[] values = new double[Field.COUNT];

    /**
     * @param sites what there is at the places
     * @param hot the places where it is always hot
     */
    public PlaceRecords(
            int places, int sensorsPerPlace, long seed, Backlog.Sites sites, IntPredicate hot) {
        this.seed = seed;
        this.weather = new Weather(seed, sites);
        this.hot = hot;
        this.keys = new byte[places][];
        this.partitions = new int[places];
        this.heads = new byte[places][sensorsPerPlace][];
        for (int place = 0; place < places; place++) {
            name(place);
        }
    }

    public static String placeId(int place) {
        return PREFIX + "%07d".formatted(place);
    }

    public static int place(String placeId) {
        return Integer.parseInt(placeId.substring(PREFIX.length()));
    }

    public byte[] key(int place) {
        return keys[place];
    }

    public int partition(int place) {
        return partitions[place];
    }

    /** The observation of a sensor that declares to report every so many seconds. */
    public byte[] value(SensorReport report, int intervalSeconds) {
        weather.fill(values, report, intervalSeconds);
        if (hot.test(report.place())) {
            Field.AIR_TEMPERATURE.set(values, HOT_CELSIUS);
            Field.RELATIVE_HUMIDITY.set(values, HOT_HUMIDITY_PERCENT);
        }
        byte[] head = heads[report.place()][report.sensor()];
        return writer.encode(head, report.observedAtMillis(), intervalSeconds, values);
    }

    /** Where a place is: some by the sea, some high up, on all grounds, at streams of all sizes. */
    byte[] description(int place) {
        long draw = Weather.mix(~seed ^ place);
        Place version =
                Place.newBuilder()
                        .setPlaceId(placeId(place))
                        .setName("")
                        .setLatitude(70 - 120 * Weather.share(draw, 0))
                        .setLongitude(360 * Weather.share(draw, 1) - 180)
                        .setElevationMetres(2500 * Weather.share(draw, 2))
                        .setSurface(Surface.values()[place % Surface.values().length].name())
                        .setStreamSize(StreamSize.values()[place % STREAM_SIZES].name())
                        .build();
        return WireFormat.encode(RegistryFixture.PLACE, version);
    }

    /**
     * What somebody wants of a place. One in twenty always holds; the others hold at some hours of
     * some days, or after some days without rain.
     */
    byte[] preference(int number, int place) {
        Preference preference =
                Preference.newBuilder()
                        .setPreferenceId("preference-" + number)
                        .setPlaceId(placeId(place))
                        .setOwnerId("bench")
                        .setVersion(1)
                        .setDocument(document(number))
                        .build();
        return WireFormat.encode(RegistryFixture.PREFERENCE, preference);
    }

    private String document(int number) {
        int celsius = number % ALWAYS_ONE_IN == 0 ? -60 : (int) (60 * share(number, 0)) - 20;
        String warm =
                "{\"measure\":\"air_temperature_celsius\",\"at_least\":%d,\"hysteresis\":1}"
                        .formatted(celsius);
        String other =
                number % 2 == 0
                        ? "{\"measure\":\"wind_speed_metres_per_second\",\"at_most\":%d}"
                                .formatted(20 + number % 10)
                        : "{\"measure\":\"precipitation_millimetres\",\"over\":\"PT24H\",\"at_most\":%d}"
                                .formatted(number % 30);
        // Names differ, as those of people do.
        return "{\"name\":\"Fine %d\",\"recovery\":\"PT1H\",\"cooldown\":\"PT6H\",\"when\":{\"all\":[%s,%s]}}"
                .formatted(number, warm, other);
    }

    private double share(int number, int which) {
        return Weather.share(Weather.mix(seed ^ ~((long) number << 20)), which);
    }

    private void name(int place) {
        String placeId = placeId(place);
        keys[place] = placeId.getBytes(StandardCharsets.UTF_8);
        partitions[place] = Utils.toPositive(Utils.murmur2(keys[place])) % Backlog.PARTITIONS;
        for (int sensor = 0; sensor < heads[place].length; sensor++) {
            heads[place][sensor] = writer.head(keys[place], placeId + "-s" + sensor);
        }
    }
}
