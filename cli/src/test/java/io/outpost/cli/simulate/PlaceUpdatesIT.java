package io.outpost.cli.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.send.RecordSender;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.simulate.world.PlaceVersions;
import io.outpost.cli.simulate.world.SimulatedPlace;
import io.outpost.cli.simulate.world.World;
import io.outpost.cli.topic.TopicReader;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends to a real broker. */
class PlaceUpdatesIT {
    private static final String LOG = Topic.OBSERVATIONS.topicName();

    @TempDir private Path folder;

    @Test
    void versionsOfAllPlacesComeIntoTheLogAndNotIntoTheSendLog() throws Exception {
        List<SimulatedPlace> places = new World(2, 1, "p").places();
        SendLog log = new SendLog();
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic(LOG, 1);
            List<ConsumerRecord<byte[], byte[]>> records;
            try (RecordSender sender =
                    new RecordSender(broker.access(), LOG, "lz4", Duration.ofMinutes(2), log)) {
                PlaceVersions versions = new PlaceVersions(places, 1);
                PlaceUpdates updates =
                        new PlaceUpdates(
                                sender, versions, new PlaceRecords(LOG, 17), Duration.ofMillis(10));
                try (updates) {
                    records = firstThree(broker.access());
                }
                sender.flush();
            }
            assertEquals(
                    List.of(places.get(0).id(), places.get(1).id(), places.get(0).id()),
                    records.stream()
                            .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                            .toList());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                byte[] type = record.headers().lastHeader(RecordType.HEADER).value();
                assertEquals(RecordType.PLACE.fullName(), new String(type, StandardCharsets.UTF_8));
            }
            assertEquals(0, log.count());
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> firstThree(KafkaAccess kafka) {
        try (TopicReader reader = TopicReader.fromTheBeginning(kafka, LOG)) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (records.size() < 3) {
                reader.poll(Duration.ofMinutes(1)).forEach(records::add);
            }
            return records.subList(0, 3);
        }
    }
}
