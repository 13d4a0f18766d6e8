package io.outpost.cli.relog;

import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.relog.PlaceFinder.Found;
import io.outpost.cli.relog.PlaceFinder.Kind;
import io.outpost.cli.relog.Routing.Way;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Copies a log in its order, with older rows where their time is, and counts. */
final class Copying {
    private final PlaceFinder finder;
    private final Routing routing;
    private final CopyWriter writer;
    private final OlderRows rows;
    private final long startNanos = System.nanoTime();
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private final Map<Kind, Long> copied = new EnumMap<>(Kind.class);
    private long read;
    private long lastMillis;
    private long ticksMultiplied;
    private long merged;

    /**
     * @param rows null: none
     */
    Copying(PlaceFinder finder, Routing routing, CopyWriter writer, OlderRows rows) {
        this.finder = finder;
        this.routing = routing;
        this.writer = writer;
        this.rows = rows;
    }

    /**
     * All of it.
     *
     * @param progress takes how many have been read, after each
     */
    void all(LogInOrder log, LongConsumer progress) {
        for (Received next = log.next(); next != null; next = log.next()) {
            lastMillis = Math.max(lastMillis, next.receivedMillis());
            merge(next.receivedMillis());
            copy(next);
            progress.accept(++read);
        }
        merge(Long.MAX_VALUE);
        writer.end(lastMillis);
    }

    RelogReport report(String from, int fromPartitions, RelogRequest request) {
        long parameters = rows == null ? 0 : rows.parameters();
        long[] written = writer.written();
        return new RelogReport(
                from,
                fromPartitions,
                request.to(),
                request.dryRun(),
                read,
                copied.values().stream().mapToLong(Long::longValue).sum(),
                copied.getOrDefault(Kind.UNREADABLE, 0L),
                copied.getOrDefault(Kind.MISPLACED, 0L),
                ticksMultiplied,
                merged - parameters,
                parameters,
                written.length,
                written,
                leftOut,
                routing.leftOutByPlace(),
                rows == null ? Map.of() : rows.leftOut(),
                rows == null ? Map.of() : rows.rowsByPlace(),
                writer.digest(),
                lastMillis,
                (System.nanoTime() - startNanos) / 1e9);
    }

    private void copy(Received received) {
        Found found = finder.find(received);
        Way way = routing.of(received, found);
        if (way.leftOut() != null) {
            leftOut.merge(way.leftOut(), 1L, Long::sum);
            return;
        }
        copied.merge(found.kind(), 1L, Long::sum);
        if (way.partition() != Way.EVERY) {
            write(way.partition(), received);
            return;
        }
        int partitions = writer.written().length;
        for (int partition = 0; partition < partitions; partition++) {
            write(partition, received);
        }
        ticksMultiplied += partitions - 1;
    }

    private void write(int partition, Received received) {
        ConsumerRecord<byte[], byte[]> logged = received.logged();
        writer.write(
                partition,
                received.receivedMillis(),
                logged.key(),
                logged.value(),
                logged.headers());
    }

    private void merge(long upToMillis) {
        if (rows == null) {
            return;
        }
        for (Merged row = rows.nextUpTo(upToMillis); row != null; row = rows.nextUpTo(upToMillis)) {
            int partition = Routing.partitionOf(row.placeId(), writer.written().length);
            writer.write(partition, row.millis(), row.key(), row.value(), row.headers());
            merged++;
        }
    }
}
