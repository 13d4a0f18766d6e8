package io.outpost.cli.simulate;

import io.outpost.cli.send.SendLog;
import io.outpost.cli.simulate.expect.ExpectedOutcomes;
import io.outpost.cli.simulate.feed.FaultRates;
import io.outpost.cli.simulate.feed.Feed;
import io.outpost.cli.simulate.feed.ObservationBytes;
import io.outpost.cli.simulate.feed.Outgoing;
import io.outpost.cli.simulate.feed.Reporting;
import io.outpost.cli.simulate.truth.Truth;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.cli.simulate.world.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/**
 * What a record costs without a broker, on one thread: making it, and making it and one more thing.
 * {@code SimulatorBenchmark PLACES none|default|all [MILLIONS]}; three rounds each, of which the
 * first is slow.
 */
public final class SimulatorBenchmark {
    private static final int MILLION = 1_000_000;
    private static final int ROUNDS = 3;
    private static final int PARTITIONS = 12;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");

    private final int places;
    private final FaultRates rates;
    private final int records;
    private long done;

    private SimulatorBenchmark(int places, FaultRates rates, int records) {
        this.places = places;
        this.rates = rates;
        this.records = records;
    }

    public static void main(String[] args) throws IOException {
        SimulatorBenchmark benchmark =
                new SimulatorBenchmark(
                        Integer.parseInt(args[0]),
                        FaultRates.of(args[1], Map.of()),
                        MILLION * (args.length > 2 ? Integer.parseInt(args[2]) : 1));
        benchmark.measure("nothing", record -> {});
        benchmark.measure("send log", benchmark.logging());
        benchmark.measure("partition", record -> benchmark.done += partition(record));
        benchmark.measure("batches, none", batching(Compression.NONE));
        benchmark.measure("batches, lz4", batching(Compression.of(CompressionType.LZ4).build()));
        ExpectedOutcomes expected = new ExpectedOutcomes((record, outcome) -> {});
        benchmark.measure("expected", record -> expected.sent(record, Long.MAX_VALUE / 2));
        Path folder = Files.createTempDirectory("truth");
        try (Truth truth =
                new Truth(folder, benchmark.world().places(), FROM.toEpochMilli(), null)) {
            benchmark.measure("truth", record -> truth.advance(record.arrivalMillis()));
        }
    }

    /** A new one each time: instruments are quick only as long as time advances. */
    private World world() {
        return new World(places, 7, "sim");
    }

    private interface Step {
        void take(Outgoing record);
    }

    /** As the sender does it. */
    private Step logging() {
        SendLog log = SendLog.withoutOffsets();
        SendLog.Place[] places = new SendLog.Place[this.places];
        for (SimulatedPlace place : world().places()) {
            places[place.index()] = log.place(place.id());
        }
        SendLog.Place poison = log.place("poison");
        return record -> {
            int index = record.sensor() == null ? -1 : record.sensor().place().index();
            log.add(
                    index < 0 ? poison : places[index],
                    record.value(),
                    Math.floorMod(index, PARTITIONS),
                    done++);
        };
    }

    private static int partition(Outgoing record) {
        return Utils.toPositive(Utils.murmur2(record.key())) % PARTITIONS;
    }

    /** What the producer does to each record, with one partition. */
    private static Step batching(Compression compression) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * BATCH_BYTES);
        return new Step() {
            private MemoryRecordsBuilder batch = begun();

            @Override
            public void take(Outgoing record) {
                if (!batch.hasRoomFor(0, record.key(), record.value(), new Header[0])) {
                    batch.close();
                    batch = begun();
                }
                batch.append(record.arrivalMillis(), record.key(), record.value());
            }

            private MemoryRecordsBuilder begun() {
                buffer.clear();
                buffer.limit(BATCH_BYTES);
                return MemoryRecords.builder(buffer, compression, TimestampType.CREATE_TIME, 0L);
            }
        };
    }

    private void measure(String name, Step step) {
        Feed feed =
                new Feed(
                        world().sensors(),
                        new ObservationBytes(1),
                        new Reporting(7, rates, Duration.ofMinutes(10).toMillis(), true),
                        FROM.toEpochMilli(),
                        Long.MAX_VALUE);
        for (int round = 1; round <= ROUNDS; round++) {
            long cpu = cpuNanos();
            long wall = System.nanoTime();
            take(feed, step);
            System.out.printf(
                    "making and %-14s %,10.0f records/s, %.2f us of CPU per record%n",
                    name,
                    records / ((System.nanoTime() - wall) / 1e9),
                    (cpuNanos() - cpu) / 1e3 / records);
        }
    }

    private void take(Feed feed, Step step) {
        int made = 0;
        while (made < records) {
            Outgoing record = feed.poll();
            if (record != null && record.isSent()) {
                step.take(record);
                made++;
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
