package io.outpost.cli.simulate;

import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.send.RecordSender;
import io.outpost.cli.simulate.world.PlaceVersions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends a new version of a place's parameters in periods of processing time, while observations are
 * sent.
 */
public final class PlaceUpdates implements AutoCloseable {
    private static final int END_LIMIT_SECONDS = 10;

    private final RecordSender sender;
    private final PlaceVersions versions;
    private final PlaceRecords records;
    private final AtomicLong sent = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> updates;

    /** Begins; the first one comes after a period. */
    public PlaceUpdates(
            RecordSender sender, PlaceVersions versions, PlaceRecords records, Duration period) {
        this.sender = sender;
        this.versions = versions;
        this.records = records;
        this.updates =
                clock.scheduleWithFixedDelay(
                        this::update, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many were handed to the producer. */
    public long sent() {
        return sent.get();
    }

    /** Afterwards nothing more is sent. */
    @Override
    public void close() {
        updates.cancel(false);
        clock.shutdownNow();
        try {
            clock.awaitTermination(END_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it throws ends the updates, and the sender throws it once more for the run. */
    private void update() {
        sender.send(records.record(versions.version(sent.get())));
        sent.incrementAndGet();
    }
}
