package io.outpost.e2e.hostile;

import io.outpost.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stations that lie in the course of time: counters that misbehave, clocks that are wrong beside
 * good ones, floods of ids, duplicates and conflicts.
 */
final class HostileSensors {
    private static final Instant DEAD_CLOCK = Instant.parse("2004-01-01T00:00:00Z");
    private static final int COUNTER_PLACES = 10;
    private static final double[] FLICKER = {215.6, 215.7, 215.6, 214.4, 0, 215.8};
    private static final double[] WILD = {90_000, 99_999, -1, Double.NaN, 1e300, 0.1};

    private final HostileRecords records;
    private final List<String> honestPlaces;

    /** Of the honest places those whose liar has jumped ahead last. */
    private final Set<String> jumped = new HashSet<>();

    private final List<ProducerRecord<byte[], byte[]>> repeated = new ArrayList<>();
    private long days;
    private long jumps;

    /**
     * @param honestPlaces that exist, with clocks between 2005 and some months ago
     */
    HostileSensors(HostileRecords records, List<String> honestPlaces) {
        this.records = records;
        this.honestPlaces = honestPlaces;
    }

    List<Kind> kinds() {
        return List.of(
                new Kind("rain counters", 25, this::counter),
                new Kind("clocks beside honest stations", 20, this::clockAtHonestPlace),
                new Kind("clocks", 10, this::clock),
                new Kind("large records far ahead", 1, this::largeJump),
                new Kind("floods of places", 80, this::newPlace),
                new Kind("floods of sensors", 30, this::newSensor),
                new Kind("duplicates and conflicts", 15, this::again),
                new Kind("a day a record", 10, this::nextDay));
    }

    private ProducerRecord<byte[], byte[]> counter(Random random) {
        double[] readings = random.nextInt(20) == 0 ? WILD : FLICKER;
        double counter = readings[random.nextInt(readings.length)];
        Double amount = random.nextInt(3) == 0 ? random.nextInt(99) / 10.0 - 1 : null;
        return records.observation(
                HostileRecords.PREFIX + "-gauge" + random.nextInt(COUNTER_PLACES),
                "gauge",
                HostileRecords.now().minusSeconds(random.nextInt(600)),
                observation ->
                        observation
                                .setPrecipitationCounterMillimetres(counter)
                                .setPrecipitationMillimetres(amount));
    }

    /**
     * One sensor alone never convinces its place: after each jump ahead comes a time long past, or
     * one that no record may have.
     */
    private ProducerRecord<byte[], byte[]> clockAtHonestPlace(Random random) {
        String place = honestPlaces.get(random.nextInt(honestPlaces.size()));
        Instant at = jumped.add(place) ? HostileRecords.now() : lie(random);
        if (at.isBefore(HostileRecords.now().minus(Duration.ofDays(30))) && at.isAfter(old())) {
            jumped.remove(place);
        }
        return records.observation(place, "liar", at, HostileRecords.warm(random));
    }

    private static Instant old() {
        return Instant.parse("2000-01-01T00:00:00Z");
    }

    /** Long past, in seconds instead of milliseconds, ahead, or none. */
    private static Instant lie(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Instant.ofEpochMilli(HostileRecords.now().getEpochSecond());
            case 1 -> HostileRecords.now().plus(Duration.ofDays(3650));
            case 2 -> Instant.ofEpochMilli(-random.nextInt(1_000_000));
            default -> DEAD_CLOCK.plusSeconds(random.nextInt(100_000));
        };
    }

    private ProducerRecord<byte[], byte[]> clock(Random random) {
        Instant at = random.nextBoolean() ? HostileRecords.now() : lie(random);
        return records.observation(
                HostileRecords.PREFIX + "-clock" + random.nextInt(4),
                "sensor" + random.nextInt(3),
                at,
                HostileRecords.warm(random));
    }

    /** Of new places, which have one observation in the past: what jumps ahead of it waits. */
    private ProducerRecord<byte[], byte[]> largeJump(Random random) {
        int number = (int) (jumps++ / 2);
        boolean isFirst = jumps % 2 == 1;
        String text = "x".repeat(isFirst ? 1 : 30_000);
        return records.observation(
                HostileRecords.PREFIX + "-ahead" + number,
                "sensor",
                isFirst ? DEAD_CLOCK : HostileRecords.now(),
                observation ->
                        HostileRecords.warm(random)
                                .andThen(one -> one.setExtras(Map.of("text", text)))
                                .accept(observation));
    }

    private ProducerRecord<byte[], byte[]> newPlace(Random random) {
        return records.observation(
                HostileRecords.PREFIX + "-" + Long.toHexString(random.nextLong()),
                "station",
                HostileRecords.now(),
                HostileRecords.warm(random));
    }

    private ProducerRecord<byte[], byte[]> newSensor(Random random) {
        return records.observation(
                HostileRecords.PREFIX + "-crowd",
                Long.toHexString(random.nextLong()),
                HostileRecords.now(),
                HostileRecords.warm(random));
    }

    /** The same record again, or the same observation with another value. */
    private ProducerRecord<byte[], byte[]> again(Random random) {
        if (repeated.size() < 50 || random.nextInt(10) == 0) {
            Consumer<Observation.Builder> values = HostileRecords.warm(random);
            ProducerRecord<byte[], byte[]> first =
                    records.observation(
                            HostileRecords.PREFIX + "-again",
                            "s" + random.nextInt(5),
                            HostileRecords.now(),
                            values);
            repeated.add(first);
            return first;
        }
        if (random.nextBoolean()) {
            return repeated.get(random.nextInt(repeated.size()));
        }
        Instant second = Instant.ofEpochSecond(HostileRecords.now().getEpochSecond() / 60 * 60);
        return records.observation(
                HostileRecords.PREFIX + "-again", "s0", second, HostileRecords.warm(random));
    }

    /** Each a day after the one before, from 1970 on: all of them name another partition. */
    private ProducerRecord<byte[], byte[]> nextDay(Random random) {
        long perRound = HostileRecords.now().getEpochSecond() / 86_400 - 1;
        long day = 1 + days % perRound;
        String place = HostileRecords.PREFIX + "-days" + days / perRound;
        days++;
        return HostileRecords.old(
                records.observation(
                        place,
                        "station",
                        Instant.ofEpochSecond(day * 86_400),
                        HostileRecords.warm(random)));
    }
}
