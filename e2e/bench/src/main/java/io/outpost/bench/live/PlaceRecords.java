package io.outpost.bench.live;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.ObservationWriter;
import io.outpost.bench.backlog.Weather;
import io.outpost.weather.Quantity;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/** Makes the records of places, about 100 bytes each. Not thread-safe. */
final class PlaceRecords {
    private static final String PREFIX = "place-";
    private static final int MILLIS_PER_MINUTE = 60_000;
    private static final long SEED = 7;

    private final String topic;
    private final Watched watched;
    private final ObservationWriter writer;
    private final Weather weather = new Weather(SEED);
    private final byte[][] keys;
    private final int[] partitions;
    private final byte[][][] heads;
    private final double[] values = new double[Quantity.COUNT];

    PlaceRecords(String topic, int schemaId, Watched watched, int sensorsPerPlace) {
        this.topic = topic;
        this.watched = watched;
        this.writer = new ObservationWriter(schemaId);
        this.keys = new byte[watched.places()][];
        this.partitions = new int[watched.places()];
        this.heads = new byte[watched.places()][sensorsPerPlace][];
        for (int place = 0; place < watched.places(); place++) {
            name(place);
        }
    }

    static String placeId(int place) {
        return PREFIX + "%07d".formatted(place);
    }

    static int place(String placeId) {
        return Integer.parseInt(placeId.substring(PREFIX.length()));
    }

    /** One observation of a sensor that declares to report every so many seconds. */
    ProducerRecord<byte[], byte[]> record(
            int place, int sensor, long observedAtMillis, int intervalSeconds) {
        weather.fill(values, place, sensor, (int) (observedAtMillis / MILLIS_PER_MINUTE));
        if (watched.has(place)) {
            values[Quantity.AIR_TEMPERATURE_CELSIUS.ordinal()] = Watched.AIR_TEMPERATURE_CELSIUS;
            values[Quantity.RELATIVE_HUMIDITY_PERCENT.ordinal()] =
                    Watched.RELATIVE_HUMIDITY_PERCENT;
        }
        byte[] value =
                writer.observation(heads[place][sensor], observedAtMillis, intervalSeconds, values);
        return new ProducerRecord<>(topic, partitions[place], keys[place], value);
    }

    private void name(int place) {
        String placeId = placeId(place);
        keys[place] = placeId.getBytes(StandardCharsets.UTF_8);
        partitions[place] = Utils.toPositive(Utils.murmur2(keys[place])) % Backlog.PARTITIONS;
        for (int sensor = 0; sensor < heads[place].length; sensor++) {
            heads[place][sensor] = writer.head(placeId, placeId + "-s" + sensor);
        }
    }
}
