package io.outpost.bench.backlog;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.cli.simulate.feed.ObservationBytes;
import io.outpost.cli.simulate.world.Field;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.apache.kafka.common.utils.Utils;

/** Makes the records of places, about 100 bytes each. Not thread-safe. */
public final class PlaceRecords {
    private static final String PREFIX = "place-";
    private static final double HOT_CELSIUS = 42;
    private static final double HOT_HUMIDITY_PERCENT = 30;

    private final ObservationBytes writer = new ObservationBytes(RegistryFixture.OBSERVATION);
    private final Weather weather;
    private final IntPredicate hot;
    private final byte[][] keys;
    private final int[] partitions;
    private final byte[][][] heads;
    private final double[] values = new double[Field.COUNT];

    /**
     * @param hot the places where it is always hot
     */
    public PlaceRecords(int places, int sensorsPerPlace, long seed, IntPredicate hot) {
        this.weather = new Weather(seed);
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
        weather.fill(values, report);
        if (hot.test(report.place())) {
            Field.AIR_TEMPERATURE.set(values, HOT_CELSIUS);
            Field.RELATIVE_HUMIDITY.set(values, HOT_HUMIDITY_PERCENT);
        }
        byte[] head = heads[report.place()][report.sensor()];
        return writer.encode(head, report.observedAtMillis(), intervalSeconds, values);
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
