package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LogRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Live places whose sensors fall silent for longer than their stale-after and come back, so that
 * kills hit deadlines: closings, counters, changed rows, no data. Each time that one comes back it
 * gets new parameters. Who is silent when follows from the seed.
 */
final class SilentPlaces implements AutoCloseable {
    static final String PREFIX = "silent";

    private static final int PLACES = 24;
    private static final int STEP_MILLIS = 500;
    private static final int INTERVAL_SECONDS = 5;
    private static final int DELIVERY_MILLIS = 10 * 60 * 1000;

    /** The least that a place may have. */
    private static final int STALE_AFTER_SECONDS = 120;

    private final LogRecords records;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Script> scripts = new ArrayList<>();
    private final Map<String, Set<Long>> received = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> steps;
    private volatile String failure = "";
    private final AtomicInteger silences = new AtomicInteger();

    SilentPlaces(String bootstrapServers, LogRecords records, long seed) {
        this.records = records;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                                ProducerConfig.ACKS_CONFIG, "all",
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MILLIS),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        for (int i = 0; i < PLACES; i++) {
            scripts.add(new Script(PREFIX + (10 + i), new Random(seed * PLACES + i)));
        }
        steps = clock.scheduleWithFixedDelay(this::step, 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** When a place reports, and until when. */
    private static final class Script {
        private static final int SHORTEST_SPEECH_SECONDS = 30;
        private static final int LONGEST_SPEECH_SECONDS = 90;
        private static final int SHORTEST_SILENCE_SECONDS = 150;
        private static final int LONGEST_SILENCE_SECONDS = 200;

        private final String place;
        private final Random random;
        private Instant next;
        private Instant speechEnd;
        private boolean speaks;
        private int versions;

        private Script(String place, Random random) {
            this.place = place;
            this.random = random;
            this.next = Instant.now().plusSeconds(random.nextInt(LONGEST_SPEECH_SECONDS));
        }

        private Duration between(int leastSeconds, int mostSeconds) {
            return Duration.ofSeconds(random.nextInt(leastSeconds, mostSeconds + 1));
        }
    }

    /** True when a record of one of these places was received then, as its sender knows. */
    boolean isReceived(String place, long atMillis) {
        return received.getOrDefault(place, Set.of()).contains(atMillis);
    }

    String text() {
        return "%d live places fell silent %d times".formatted(PLACES, silences.get());
    }

    /** Empty while all could be sent. */
    String failure() {
        return failure;
    }

    private void step() {
        try {
            Instant now = Instant.now();
            scripts.stream().filter(script -> !script.next.isAfter(now)).forEach(this::speak);
        } catch (KafkaException e) {
            failure = e.toString();
            throw e;
        }
    }

    private void speak(Script script) {
        Instant now = Instant.now();
        if (!script.speaks) {
            script.speaks = true;
            script.speechEnd =
                    now.plus(
                            script.between(
                                    Script.SHORTEST_SPEECH_SECONDS, Script.LONGEST_SPEECH_SECONDS));
            int staleAfter = STALE_AFTER_SECONDS + script.random.nextInt(10);
            send(
                    script.place,
                    records.parameters(script.place, "version " + ++script.versions, staleAfter));
        }
        double celsius = 15 + script.random.nextInt(40) / 2.0;
        send(script.place, records.observation(script.place, now, INTERVAL_SECONDS, celsius));
        script.next = now.plusSeconds(INTERVAL_SECONDS);
        if (script.next.isAfter(script.speechEnd)) {
            script.speaks = false;
            silences.incrementAndGet();
            script.next =
                    now.plus(
                            script.between(
                                    Script.SHORTEST_SILENCE_SECONDS,
                                    Script.LONGEST_SILENCE_SECONDS));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of it
    private void send(String place, ProducerRecord<byte[], byte[]> sent) {
        producer.send(
                sent,
                (metadata, exception) -> {
                    if (exception == null) {
                        received.computeIfAbsent(place, p -> ConcurrentHashMap.newKeySet())
                                .add(metadata.timestamp());
                    } else {
                        failure = exception.toString();
                    }
                });
    }

    @Override
    public void close() {
        steps.cancel(false);
        clock.shutdownNow();
        producer.close(Duration.ofSeconds(30));
    }
}
