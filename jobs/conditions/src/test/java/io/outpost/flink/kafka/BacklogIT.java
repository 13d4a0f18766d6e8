package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.flink.parts.RunningJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The source of a log reports to Flink while its records are old. */
class BacklogIT {
    private static final String LOG = "log";
    private static final Queue<Boolean> SAID = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private Path folder;

    @Test
    @SuppressWarnings("try") // an interrupt ends the test, wherever it comes
    void oldRecordsAreABacklogAndThoseOfNowEndIt() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            // Times of the sender: a broker's own are always of now.
            broker.createTopic(LOG, 1, Map.of("message.timestamp.type", "CreateTime"));
            send(broker, Instant.now().minus(Duration.ofHours(1)));
            Path checkpoints = folder.resolve("checkpoints");
            try (RunningJob job =
                    RunningJob.start(
                            environment -> build(environment, broker),
                            checkpoints,
                            null,
                            RunningJob.Restarts.NEVER)) {
                job.await("it is behind", () -> SAID.contains(true));
                job.await(
                        "it is up to date",
                        () -> {
                            send(broker, Instant.now());
                            List<Boolean> said = List.copyOf(SAID);
                            return !said.get(said.size() - 1);
                        });
                job.awaitNextCheckpoint();
            }
        }
    }

    private static void build(StreamExecutionEnvironment environment, KafkaBroker broker) {
        environment.setParallelism(1);
        DataStream<SourceRecord> read =
                environment
                        .fromSource(
                                new KafkaTopics(broker.access(), LOG, "backlog").source(1),
                                WatermarkStrategy.noWatermarks(),
                                "read log")
                        .uid("read");
        read.transform("listen", Types.LONG, new Listening())
                .uid("listen")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
    }

    private static void send(KafkaBroker broker, Instant time) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    LOG, 0, time.toEpochMilli(), new byte[1], new byte[1]))
                    .get();
        }
    }

    private static final class Listening extends AbstractStreamOperator<Long>
            implements OneInputStreamOperator<SourceRecord, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public void processElement(StreamRecord<SourceRecord> element) {}

        @Override
        public void processRecordAttributes(RecordAttributes attributes) {
            SAID.add(attributes.isBacklog());
        }
    }
}
