package io.outpost.bench.live;

import io.outpost.bench.stage.RegistryStub;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the watched places have reported before the run: once a minute, so that heat is near. */
final class History {
    private static final int INTERVAL_SECONDS = 60;

    /** No place has a longer one. */
    private static final int MOST_MINUTES = Watched.MINUTES_TO_ALERT;

    private final Watched watched;
    private final long endMinute;
    private final PlaceRecords records;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param endMinute the first minute that has none, minutes since 1970
     */
    History(Watched watched, long endMinute) {
        this.watched = watched;
        this.endMinute = endMinute;
        this.records =
                new PlaceRecords(
                        Topic.OBSERVATIONS.topicName(), RegistryStub.OBSERVATION, watched, 1);
    }

    /** Sends it, in the order of time; returns how many records it was. */
    long send(String bootstrapServers) throws IOException {
        long sent = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "key.serializer",
                                ByteArraySerializer.class,
                                "value.serializer",
                                ByteArraySerializer.class))) {
            for (long minute = endMinute - MOST_MINUTES; minute < endMinute; minute++) {
                sent += send(producer, minute);
            }
        }
        if (failure.get() != null) {
            throw new IOException("the history could not be sent", failure.get());
        }
        return sent;
    }

    private long send(KafkaProducer<byte[], byte[]> producer, long minute) {
        long observedAt = minute * Window.MINUTE_MILLIS + Window.MINUTE_MILLIS / 2;
        int[] places =
                watched.all().filter(place -> watched.historyMinute(place) <= minute).toArray();
        for (int place : places) {
            send(producer, records.record(place, 0, observedAt, INTERVAL_SECONDS));
        }
        return places.length;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told of every failure
    private void send(
            KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> message) {
        producer.send(message, (metadata, e) -> failure.compareAndSet(null, e));
    }
}
