package io.outpost.cli.simulate.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.replay.KafkaBroker;
import io.outpost.cli.replay.ledger.SentAccount;
import io.outpost.cli.replay.send.PlaceRecords;
import io.outpost.cli.simulate.world.PlaceVersions;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.cli.simulate.world.World;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends to a real broker. */
class PlaceUpdatesIT {
    private static final TopicPartition LOG = new TopicPartition(Topic.OBSERVATIONS.topicName(), 0);

    @TempDir private Path folder;

    @Test
    void versionsOfAllPlacesComeIntoTheLogAndNotIntoTheAccount() throws Exception {
        List<SimulatedPlace> places = new World(2, 1, "p").places();
        SentAccount account = new SentAccount();
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic(LOG.topic(), 1);
            List<ConsumerRecord<String, byte[]>> records;
            try (RecordSender sender =
                    new RecordSender(broker.bootstrapServers(), "lz4", account)) {
                PlaceVersions versions = new PlaceVersions(places, 1);
                PlaceUpdates updates =
                        new PlaceUpdates(
                                sender, versions, new PlaceRecords(17), Duration.ofMillis(10));
                try (updates) {
                    records = firstThree(broker.bootstrapServers());
                }
                sender.flush();
            }
            assertEquals(
                    List.of(places.get(0).id(), places.get(1).id(), places.get(0).id()),
                    records.stream().map(ConsumerRecord::key).toList());
            for (ConsumerRecord<String, byte[]> record : records) {
                byte[] type = record.headers().lastHeader(RecordType.HEADER).value();
                assertEquals(RecordType.PLACE.fullName(), new String(type, StandardCharsets.UTF_8));
            }
            assertEquals(0, account.count());
        }
    }

    private static List<ConsumerRecord<String, byte[]>> firstThree(String bootstrapServers) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(LOG));
            consumer.seekToBeginning(List.of(LOG));
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (records.size() < 3) {
                consumer.poll(Duration.ofMinutes(1)).forEach(records::add);
            }
            return records.subList(0, 3);
        }
    }
}
