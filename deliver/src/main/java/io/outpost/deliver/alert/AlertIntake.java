package io.outpost.deliver.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.deliver.postgres.Database;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.AlertReader;
import io.outpost.schemas.wire.AlertReader.NoAlertException;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.tracing.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed alerts by a consumer group, and makes deliveries of them. Offsets are committed
 * once the deliveries are: an alert that is read again finds them there. While Postgres or the
 * registry does not answer, alerts wait.
 */
public final class AlertIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertIntake.class);
    private static final String TOPIC = Topic.ALERTS.topicName();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(15);
    private static final int MOST_RECORDS = 500;
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 3_000;
    private static final String ALERTS = "outpost.deliver.alerts";

    private final KafkaAccess kafka;
    private final String groupId;
    private final AlertReader reader;
    private final IntakeStore store;
    private final Runnable whenStored;
    private final Clock clock;
    private final Counter read;
    private final Counter unreadable;
    private final Counter old;
    private final Counter made;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "alerts");
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile long lag;

    /** Why nothing is read; empty: it is, or there is nothing. */
    private volatile String trouble = "it is not in its consumer group yet; is Kafka up?";

    /**
     * @param oldest an alert of what is longer ago goes to nobody who has not heard of its episode
     * @param whenStored there are deliveries
     */
    public AlertIntake(
            KafkaAccess kafka,
            String groupId,
            String registryUrl,
            Database database,
            Duration oldest,
            Runnable whenStored,
            MeterRegistry meters,
            Clock clock) {
        this.kafka = kafka;
        this.groupId = groupId;
        this.reader = new AlertReader(new SchemaRegistry(registryUrl));
        this.store = new IntakeStore(database, oldest);
        this.whenStored = whenStored;
        this.clock = clock;
        this.read = meters.counter(ALERTS, "outcome", "read");
        this.unreadable = meters.counter(ALERTS, "outcome", "unreadable");
        this.old = meters.counter(ALERTS, "outcome", "old");
        this.made = meters.counter("outpost.deliver.made");
        Gauge.builder("outpost.deliver.lag", () -> lag)
                .description("Alerts that are committed to the topic and not read yet.")
                .register(meters);
    }

    public void start() {
        thread.start();
    }

    /** Why alerts are not read; empty: they are. */
    public Optional<String> notReady() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    private void run() {
        while (!isEnding()) {
            try (KafkaConsumer<byte[], byte[]> opened = open()) {
                consumer = opened;
                opened.subscribe(List.of(TOPIC));
                while (!isEnding()) {
                    step(opened);
                }
            } catch (WakeupException e) {
                // It ends.
            } catch (RuntimeException e) {
                say("Kafka: " + e.getMessage(), e);
                pause();
            }
        }
    }

    private void step(KafkaConsumer<byte[], byte[]> from) {
        ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
        if (records.isEmpty()) {
            if (!from.assignment().isEmpty() || from.groupMetadata().generationId() >= 0) {
                trouble = "";
            }
        } else if (isStored(records)) {
            trouble = "";
            commit(from, records);
        } else {
            again(from, records);
            pause();
        }
        lag = lag(from);
    }

    private boolean isStored(ConsumerRecords<byte[], byte[]> records) {
        try {
            List<ReadAlert> alerts = decode(records);
            IntakeStore.Stored stored = store.store(alerts, clock.instant());
            read.increment(alerts.size());
            old.increment(stored.old());
            made.increment(stored.deliveries());
            if (stored.deliveries() > 0) {
                whenStored.run();
            }
            return true;
        } catch (RegistryUnavailableException e) {
            say("the registry does not answer: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            say(Database.why(e), e);
        }
        return false;
    }

    /** Those that are alerts, of each partition in its order. */
    private List<ReadAlert> decode(ConsumerRecords<byte[], byte[]> records)
            throws RegistryUnavailableException {
        List<ReadAlert> alerts = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                alerts.add(new ReadAlert(reader.read(record.value()), traceparent(record)));
            } catch (NoAlertException e) {
                LOG.warn(
                        "No alert, passed over: partition {}, offset {}: {}",
                        record.partition(),
                        record.offset(),
                        e.getMessage());
                unreadable.increment();
            }
        }
        return alerts;
    }

    /** Null: its trace is not sampled. */
    private static String traceparent(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(Traceparent.HEADER);
        if (header == null || header.value() == null) {
            return null;
        }
        Traceparent found =
                Traceparent.parse(new String(header.value(), StandardCharsets.ISO_8859_1));
        return found == null ? null : found.toString();
    }

    private static void commit(
            KafkaConsumer<byte[], byte[]> from, ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition one : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> of = records.records(one);
            next.put(one, new OffsetAndMetadata(of.get(of.size() - 1).offset() + 1));
        }
        try {
            from.commitSync(next);
        } catch (RebalanceInProgressException e) {
            LOG.info("Not committed, others have the partition: they find it stored");
        }
    }

    private static void again(
            KafkaConsumer<byte[], byte[]> from, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition one : records.partitions()) {
            from.seek(one, records.records(one).get(0).offset());
        }
    }

    private static long lag(KafkaConsumer<byte[], byte[]> from) {
        return from.assignment().stream().mapToLong(one -> from.currentLag(one).orElse(0)).sum();
    }

    private void say(String why, Exception failure) {
        if (!trouble.equals(why)) {
            LOG.warn("Alerts wait: {}", why, failure);
        }
        trouble = why;
    }

    private void pause() {
        try {
            ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnding() {
        return ending.getCount() == 0;
    }

    /** What is read and not stored is read again by whoever comes next. */
    @Override
    public void close() {
        ending.countDown();
        KafkaConsumer<byte[], byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
        try {
            thread.join(TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, Object> own = new HashMap<>();
        own.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // What is old goes to nobody; so from the beginning nothing is lost.
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        own.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "outpost-deliver");
        own.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(
                kafka.settings(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
