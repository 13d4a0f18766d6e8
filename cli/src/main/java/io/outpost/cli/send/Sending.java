package io.outpost.cli.send;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.outpost.cli.console.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;

/**
 * Sends observations, and on the way keeps the ledger and shows the progress. The ledger's last
 * line about sending is written at the end, also when the sending was interrupted or failed.
 * Records are sent by one thread; others may ask how far it is.
 */
public final class Sending implements AutoCloseable {
    /** Number of records to send of a run that may last for ever. */
    public static final long WITHOUT_END = -1;

    private static final long LEDGER_NANOS = Duration.ofSeconds(5).toNanos();
    private static final int MOST_PLACES_ON_THE_WAY = 1_000;
    private static final int LOOK_EVERY = 512;

    private final ObservationSender sender;
    private final SendLog log;
    private final Ledger ledger;
    private final Progress progress;
    private final long toSend;
    private final long startNanos = System.nanoTime();
    private long lastLedgerNanos = startNanos;
    private final AtomicLong sent = new AtomicLong();
    private volatile long eventMillis;

    private record Acknowledged(@JsonUnwrapped SendLog.Snapshot counters, String eventTime) {}

    private record End(
            boolean complete, long unacknowledged, @JsonUnwrapped SendLog.Snapshot counters) {}

    /**
     * Begins.
     *
     * @param sender is closed with this
     * @param toSend number of records, for the progress; or WITHOUT_END
     */
    public Sending(
            ObservationSender sender, SendLog log, Ledger ledger, Progress progress, long toSend) {
        this.sender = sender;
        this.log = log;
        this.ledger = ledger;
        this.progress = progress;
        this.toSend = toSend;
    }

    /** Hands an observation to the producer. */
    public void send(SendLog.Place place, byte[] value, long atEventMillis) {
        send(place, value, atEventMillis, List.of());
    }

    /** The same with headers. */
    public void send(SendLog.Place place, byte[] value, long atEventMillis, List<Header> headers) {
        sender.send(place, value, headers);
        eventMillis = atEventMillis;
        long count = sent.incrementAndGet();
        if (count % LOOK_EVERY == 0 || progress.isDue()) {
            report();
        }
    }

    /** Waits until everything sent so far is acknowledged. */
    public void flush() {
        sender.flush();
    }

    @Override
    public void close() {
        sender.close();
        SendLog.Snapshot counters = log.snapshot();
        long open = sent.get() - counters.acknowledged();
        boolean complete = open == 0 && (toSend == WITHOUT_END || sent.get() == toSend);
        ledger.append("end", new End(complete, open, counters));
    }

    public long sent() {
        return sent.get();
    }

    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    public double perSecond() {
        return sent.get() / seconds();
    }

    /** Event time of the newest record. */
    public String eventTime() {
        return Instant.ofEpochMilli(eventMillis).toString();
    }

    private void report() {
        if (System.nanoTime() - lastLedgerNanos > LEDGER_NANOS) {
            lastLedgerNanos = System.nanoTime();
            ledger.append(
                    "acknowledged",
                    new Acknowledged(log.snapshot(MOST_PLACES_ON_THE_WAY), eventTime()));
        }
        if (progress.isDue()) {
            progress.update(
                    String.format(
                            "sent %,d%s (%,.0f/s), event time %s",
                            sent.get(),
                            toSend == WITHOUT_END ? "" : String.format(" of %,d", toSend),
                            perSecond(),
                            eventTime()));
        }
    }
}
