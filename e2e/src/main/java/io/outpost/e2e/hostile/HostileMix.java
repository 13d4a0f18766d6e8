package io.outpost.e2e.hostile;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records of all kinds of trouble to a log, so many a second, until it is closed; what comes
 * next follows from the seed. What the broker does not take is counted.
 */
public final class HostileMix implements AutoCloseable {
    private static final int STEP_MILLIS = 100;
    private static final int LIMIT_MILLIS = 60_000;
    private static final int MOST_BYTES = 80 << 20;

    /** Each takes 64 MiB of the jobs' memory for a moment. */
    private static final int RECORDS_PER_BOMB = 20_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Kind> kinds = new ArrayList<>();
    private final int shares;
    private final Random random;
    private final int perStep;
    private final Map<String, Long> sent = new TreeMap<>();
    private final AtomicLong notTaken = new AtomicLong();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private ScheduledFuture<?> steps;
    private long count;
    private volatile String failure = "";

    /**
     * @param honestPlaces ids of places that exist, with clocks between 2005 and some months ago
     * @param perSecond 10 or more
     */
    public HostileMix(
            String kafka, String registryUrl, List<String> honestPlaces, long seed, int perSecond)
            throws IOException, InterruptedException {
        HostileRecords records = new HostileRecords(ForeignSchemas.register(registryUrl));
        kinds.addAll(records.kinds());
        kinds.addAll(new HostileSensors(records, honestPlaces).kinds());
        shares = kinds.stream().mapToInt(Kind::share).sum();
        random = new Random(seed);
        perStep = perSecond * STEP_MILLIS / 1000;
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd",
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_BYTES,
                                ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MOST_BYTES,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MILLIS,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIMIT_MILLIS),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** Begins to send. */
    public void start() {
        steps = clock.scheduleAtFixedRate(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends so many at once, and waits until they are in the log. */
    public void send(int records) {
        for (int i = 0; i < records; i++) {
            next();
        }
        producer.flush();
    }

    /** How many of each kind were sent. */
    synchronized List<String> texts() {
        List<String> texts = new ArrayList<>();
        sent.forEach((kind, number) -> texts.add("%,d of %s".formatted(number, kind)));
        texts.add("%,d not taken by the broker".formatted(notTaken.get()));
        return texts;
    }

    /** Empty while it sends. */
    String failure() {
        return failure;
    }

    private void step() {
        try {
            for (int i = 0; i < perStep; i++) {
                next();
            }
        } catch (RuntimeException e) {
            failure = e.toString();
            throw e;
        }
    }

    private synchronized void next() {
        if (++count % RECORDS_PER_BOMB == 0) {
            send("records of 64 MiB", HostileRecords.bomb());
        }
        int at = random.nextInt(shares);
        int kind = 0;
        while (at >= kinds.get(kind).share()) {
            at -= kinds.get(kind++).share();
        }
        send(kinds.get(kind).name(), kinds.get(kind).maker().make(random));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(String kind, ProducerRecord<byte[], byte[]> record) {
        sent.merge(kind, 1L, Long::sum);
        try {
            producer.send(
                    record,
                    (metadata, exception) -> {
                        if (exception != null) {
                            notTaken.incrementAndGet();
                        }
                    });
        } catch (KafkaException e) {
            notTaken.incrementAndGet();
        }
    }

    @Override
    public void close() {
        if (steps != null) {
            steps.cancel(false);
        }
        clock.shutdown();
        try {
            clock.awaitTermination(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofMillis(LIMIT_MILLIS));
    }
}
