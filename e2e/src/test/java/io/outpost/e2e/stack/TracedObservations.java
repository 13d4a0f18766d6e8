package io.outpost.e2e.stack;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.Topic;
import io.outpost.tracing.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A hot afternoon whose sender traces each of its observations. */
record TracedObservations(LocalStack stack, String place) {
    /** The span of the sender. */
    static final String SENDER = "00f067aa0ba902b7";

    private static final int MINUTES = 180;
    private static final double CELSIUS = 45;

    /** Each minute's is a trace of its own. */
    void send() throws Exception {
        LogRecords records = new LogRecords(stack.registryUrl());
        Instant begin =
                Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.kafka()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int minute = 0; minute < MINUTES; minute++) {
                ProducerRecord<byte[], byte[]> record =
                        records.observation(place, begin.plusSeconds(60L * minute), 60, CELSIUS);
                record.headers()
                        .add(
                                Traceparent.HEADER,
                                new Traceparent("%032x".formatted(minute + 1), SENDER).bytes());
                producer.send(record).get();
            }
        }
    }

    /** What the header of the place's first alert refers to; empty: there is none yet. */
    Optional<Traceparent> ofAlert() {
        List<Traceparent> found = new ArrayList<>();
        try (TopicStream alerts =
                new TopicStream(Brokers.open(stack.kafka()), Topic.ALERTS.topicName())) {
            alerts.readOn(
                    message -> {
                        Header header = message.headers().lastHeader(Traceparent.HEADER);
                        if (header != null && place.equals(text(message.key()))) {
                            found.add(Traceparent.parse(text(header.value())));
                        }
                    });
        }
        return found.stream().findFirst();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
