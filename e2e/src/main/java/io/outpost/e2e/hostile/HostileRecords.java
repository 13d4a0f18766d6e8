package io.outpost.e2e.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.OldRecording;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Garbage, foreign schemas, odd ids, too large parts: records that stand for themselves. */
final class HostileRecords {
    static final String PREFIX = "hostile";

    private static final int LONGEST_GARBAGE = 2_000;
    private static final int MEBIBYTE = 1 << 20;
    private static final int BOMB_BYTES = 64 * MEBIBYTE;
    private static final int UNKNOWN_ID_FROM = 1_000_000;

    private static final List<String> ODD_IDS =
            List.of(
                    "",
                    "   ",
                    "\u0000",
                    "a\nb",
                    "\u001b[31mred",
                    "'; DROP TABLE outpost.places; --",
                    "../../etc/passwd",
                    "%",
                    "_",
                    "\u202Egnp.exe",
                    "\uD83C\uDF2A".repeat(64),
                    "x".repeat(257),
                    "\u00E9".repeat(129),
                    "x".repeat(300_000),
                    "null",
                    "NaN",
                    "\uFEFFlab",
                    "lab\u2028two");

    private final ForeignSchemas schemas;

    HostileRecords(ForeignSchemas schemas) {
        this.schemas = schemas;
    }

    List<Kind> kinds() {
        return List.of(
                new Kind("garbage", 20, this::garbage),
                new Kind("broken observations", 15, this::broken),
                new Kind("unknown and foreign schemas", 15, this::foreign),
                new Kind("odd ids", 15, this::oddId),
                new Kind("headers", 10, this::headers),
                new Kind("wrong partitions", 5, this::wrongPartition),
                new Kind("bad values", 10, this::badValues),
                new Kind("parameters", 10, this::parameters),
                new Kind("large records", 2, this::large));
    }

    /** One compressed record that is unpacked to 64 MiB. */
    static ProducerRecord<byte[], byte[]> bomb() {
        return record(PREFIX + "-bomb", new byte[BOMB_BYTES]);
    }

    /** An observation of a place of this mix. */
    ProducerRecord<byte[], byte[]> observation(
            String place, String sensor, Instant at, Consumer<Observation.Builder> values) {
        return record(place, encoded(place, sensor, at, values));
    }

    private byte[] encoded(
            String place, String sensor, Instant at, Consumer<Observation.Builder> values) {
        Observation.Builder observation =
                Observation.newBuilder().setPlaceId(place).setSensorId(sensor).setObservedAt(at);
        values.accept(observation);
        return WireFormat.encode(schemas.observation(), observation.build());
    }

    private byte[] good(Random random) {
        return encoded(place(random), "station", now(), warm(random));
    }

    private ProducerRecord<byte[], byte[]> garbage(Random random) {
        byte[] noise = new byte[random.nextInt(LONGEST_GARBAGE)];
        random.nextBytes(noise);
        if (noise.length > 0 && random.nextBoolean()) {
            noise[0] = WireFormat.MAGIC;
        }
        String key = random.nextBoolean() ? place(random) : null;
        return record(key, random.nextInt(10) == 0 ? null : noise);
    }

    /** Cut off, longer, with some bits turned, or with a length of two gigabytes. */
    private ProducerRecord<byte[], byte[]> broken(Random random) {
        byte[] value = good(random);
        switch (random.nextInt(4)) {
            case 0 -> value = Arrays.copyOf(value, random.nextInt(value.length));
            case 1 -> value = Arrays.copyOf(value, value.length + 1 + random.nextInt(9));
            case 2 -> value = LogRecords.framed(schemas.observation(), LogRecords.lengthBomb());
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int bit = random.nextInt((value.length - WireFormat.HEADER_BYTES) * 8);
                    value[WireFormat.HEADER_BYTES + bit / 8] ^= (byte) (1 << bit % 8);
                }
            }
        }
        return record(place(random), value);
    }

    private ProducerRecord<byte[], byte[]> foreign(Random random) {
        int id =
                switch (random.nextInt(3)) {
                    case 0 -> random.nextInt() | UNKNOWN_ID_FROM;
                    case 1 -> one(schemas.unread(), random);
                    default -> one(schemas.foreign(), random);
                };
        byte[] body = new byte[random.nextInt(64)];
        random.nextBytes(body);
        return record(place(random), LogRecords.framed(id, body));
    }

    private ProducerRecord<byte[], byte[]> oddId(Random random) {
        String odd = one(ODD_IDS, random);
        boolean ofPlace = random.nextBoolean();
        String place = ofPlace ? odd : place(random);
        return observation(place, ofPlace ? "station" : odd, now(), warm(random));
    }

    private ProducerRecord<byte[], byte[]> headers(Random random) {
        ProducerRecord<byte[], byte[]> record = record(place(random), good(random));
        switch (random.nextInt(4)) {
            case 0 -> record.headers().add("x".repeat(70_000), new byte[0]);
            case 1 -> record.headers().add("large", new byte[33 * 1024]);
            case 2 -> {
                for (int i = 0; i < 65; i++) {
                    record.headers().add("h" + i, null);
                }
            }
            default -> {
                record.headers().add("outpost.reason", "EMPTY".getBytes(UTF_8));
                record.headers().add("outpost.type", new byte[300]);
                record.headers().add("outpost.offset", "-1".getBytes(UTF_8));
            }
        }
        return record;
    }

    /** In a partition that only by chance is its place's. */
    private ProducerRecord<byte[], byte[]> wrongPartition(Random random) {
        return record("elsewhere" + random.nextInt(), good(random));
    }

    private ProducerRecord<byte[], byte[]> badValues(Random random) {
        double[] bad = {
            Double.NaN, Double.POSITIVE_INFINITY, -9999, 1e308, -0.0, 999.9, Double.MIN_VALUE
        };
        double value = bad[random.nextInt(bad.length)];
        return observation(
                place(random),
                "broken",
                now(),
                observation ->
                        observation
                                .setAirTemperatureCelsius(value)
                                .setRelativeHumidityPercent(value)
                                .setReportingIntervalSeconds(random.nextInt())
                                .setPressureHectopascals(random.nextBoolean() ? null : 1013.0));
    }

    private ProducerRecord<byte[], byte[]> parameters(Random random) {
        String place = place(random);
        Place.Builder parameters = Place.newBuilder().setPlaceId(place).setName("a place");
        switch (random.nextInt(7)) {
            case 0 -> parameters.setStaleAfterSeconds(random.nextInt());
            case 1 -> parameters.setLatitude(one(List.of(Double.NaN, 91.0, -1e308), random));
            case 2 -> parameters.setName("x".repeat(1 + random.nextInt(600)));
            case 3 -> parameters.setTimeZone("Middle-earth/Hobbiton");
            case 4 ->
                    parameters.setSurface(one(List.of("LAVA", "SAND", "x".repeat(70_000)), random));
            case 5 -> parameters.setWindHeightMetres(one(List.of(0.0, 2.0, 1e9), random));
            default -> parameters.setRemoved(random.nextBoolean());
        }
        return record(place, WireFormat.encode(schemas.place(), parameters.build()));
    }

    /** Just below and above what is taken; compressed, the broker takes both. */
    private ProducerRecord<byte[], byte[]> large(Random random) {
        if (random.nextBoolean()) {
            return record(place(random), new byte[MEBIBYTE + random.nextInt(MEBIBYTE)]);
        }
        String text = "x".repeat(900_000 + random.nextInt(100_000));
        return observation(
                place(random),
                "talker",
                now(),
                observation ->
                        warm(random)
                                .andThen(one -> one.setExtras(Map.of("text", text)))
                                .accept(observation));
    }

    static Consumer<Observation.Builder> warm(Random random) {
        double celsius = 15 + random.nextInt(200) / 10.0;
        return observation -> observation.setAirTemperatureCelsius(celsius);
    }

    static Instant now() {
        return Instant.now().minusSeconds(1);
    }

    private static String place(Random random) {
        return PREFIX + random.nextInt(40);
    }

    static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ProducerRecord<>(
                Topic.OBSERVATIONS.topicName(), key == null ? null : key.getBytes(UTF_8), value);
    }

    /** The same, as one of a recording of before 2000. */
    static ProducerRecord<byte[], byte[]> old(ProducerRecord<byte[], byte[]> record) {
        record.headers().add(OldRecording.HEADER, null);
        return record;
    }

    private static <T> T one(List<T> all, Random random) {
        return new ArrayList<>(all).get(random.nextInt(all.size()));
    }
}
