package io.outpost.bench.contender;

import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A topology of Kafka Streams in this process, under a new name or a given one. Exactly once,
 * committing as often as the job makes checkpoints.
 */
abstract class StreamsContender implements Contender {
    static final String OBSERVATIONS = "observations";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final ContenderTask task;
    private final String applicationId;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile KafkaStreams streams;

    StreamsContender(ContenderTask task) {
        this(task, "bench-streams-" + System.nanoTime());
    }

    StreamsContender(ContenderTask task, String applicationId) {
        this.task = task;
        this.applicationId = applicationId;
    }

    abstract Topology topology();

    /** A topology with a source of {@link #OBSERVATIONS}, as bytes. */
    static Topology readingObservations() {
        Topology topology = new Topology();
        topology.addSource(
                OBSERVATIONS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topic.OBSERVATIONS.topicName());
        return topology;
    }

    /** Settings beside those that all have. */
    Map<String, Object> tuning() {
        return Map.of();
    }

    final ContenderTask task() {
        return task;
    }

    /** Runs until it is stopped, or fails. */
    @Override
    public final void run() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.addresses().bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, task.parallelism());
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 2000);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, task.folder());
        settings.put("auto.offset.reset", "earliest");
        settings.put("max.poll.records", 5000);
        settings.putAll(tuning());
        streams = new KafkaStreams(topology(), settings);
        streams.setUncaughtExceptionHandler(this::fail);
        streams.start();
        ended.join();
    }

    @Override
    public final void stop() {
        if (!streams.close(STOP_LIMIT)) {
            throw new IllegalStateException("Kafka Streams does not end");
        }
        ended.complete(null);
    }

    private StreamThreadExceptionResponse fail(Throwable why) {
        ended.completeExceptionally(why);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
}
