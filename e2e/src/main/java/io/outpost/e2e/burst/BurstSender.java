package io.outpost.e2e.burst;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a burst to the log: of each place a hot minute, and the observation that closes it. It
 * takes about ten seconds, so that there are several checkpoints within.
 */
final class BurstSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STEPS = 100;
    private static final int STEP_MILLIS = 100;
    private static final int STALE_AFTER_SECONDS = 7 * 24 * 3600;
    private static final int INTERVAL_SECONDS = 60;
    private static final double HOT_CELSIUS = 40;
    private static final Duration AGO = Duration.ofMinutes(5);
    private static final Duration UNTIL_NEXT = Duration.ofSeconds(90);

    private final LogRecords records;
    private final KafkaProducer<byte[], byte[]> producer;
    private volatile String failure = "";

    /** Called after each step with the share that was sent, 0 to 1. */
    interface Step {
        void sent(double share) throws Exception;
    }

    BurstSender(LocalStack stack) throws RegistryUnavailableException {
        this.records = new LogRecords(stack.registryUrl());
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                stack.kafka(),
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                (int) PATIENCE.toMillis(),
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                PATIENCE.toMillis()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Returns when all places are known. */
    void places(BurstTables tables) throws InterruptedException, SQLException {
        BurstPlan plan = tables.plan();
        for (String place : plan.placeIds()) {
            send(records.parameters(place, place, STALE_AFTER_SECONDS));
        }
        flush();
        Await.until("all places are known", PATIENCE, () -> tables.places() == plan.places());
    }

    /** Returns when the broker has acknowledged all. */
    void burst(BurstPlan plan, Step step) throws Exception {
        Instant hot = Instant.now().minus(AGO).truncatedTo(ChronoUnit.MINUTES);
        List<String> places = plan.placeIds();
        long begun = System.nanoTime();
        int sent = 0;
        for (int i = 1; i <= STEPS; i++) {
            int until = (int) ((long) places.size() * i / STEPS);
            for (String place : places.subList(sent, until)) {
                send(records.observation(place, hot, INTERVAL_SECONDS, HOT_CELSIUS));
                send(
                        records.observation(
                                place, hot.plus(UNTIL_NEXT), INTERVAL_SECONDS, HOT_CELSIUS));
            }
            sent = until;
            step.sent((double) i / STEPS);
            long due = begun + TimeUnit.MILLISECONDS.toNanos((long) i * STEP_MILLIS);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
        flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees what comes of it
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(
                record,
                (metadata, exception) -> {
                    if (exception != null) {
                        failure = exception.toString();
                    }
                });
    }

    private void flush() {
        producer.flush();
        if (!failure.isEmpty()) {
            throw new CommandException("The broker did not take a record: " + failure);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
