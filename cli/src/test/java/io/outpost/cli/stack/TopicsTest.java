package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.schemas.wire.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

final class TopicsTest {
    @Test
    void theLogIsNeverCompactedNorCutAndPlacesAre() {
        Map<String, NewTopic> topics = byName(Topics.ofLocalStack(false).wanted());
        Map<String, String> log = topics.get(Topic.OBSERVATIONS.topicName()).configs();
        assertEquals("delete", log.get("cleanup.policy"));
        assertEquals("-1", log.get("retention.ms"));
        assertEquals("LogAppendTime", log.get("message.timestamp.type"));
        assertEquals(
                "compact", topics.get(Topic.PLACES.topicName()).configs().get("cleanup.policy"));
    }

    @Test
    void theRegistrysJournalIsOnePartitionThatIsKeptWhole() {
        NewTopic journal = byName(Topics.ofLocalStack(false).wanted()).get("kafkasql-journal");
        assertEquals(1, journal.numPartitions());
        assertEquals(Map.of("cleanup.policy", "delete", "retention.ms", "-1"), journal.configs());
    }

    @Test
    void aLogWithoutItsSchemasIsRefused() {
        String log = Topic.OBSERVATIONS.topicName();
        CommandException refused =
                assertThrows(CommandException.class, () -> Topics.requireSchemas(Set.of(log)));
        assertTrue(refused.getMessage().contains("kafkasql-journal"), refused.getMessage());
        Topics.requireSchemas(Set.of());
        Topics.requireSchemas(Set.of(log, "kafkasql-journal"));
    }

    @Test
    void emissionsHaveATopicWhereTheyAreAskedFor() {
        String name = Topic.EMISSIONS.topicName();
        assertFalse(byName(Topics.ofLocalStack(false).wanted()).containsKey(name));
        assertEquals(4, byName(Topics.ofLocalStack(true).wanted()).get(name).numPartitions());
    }

    @Test
    void replicasAreOneMoreThanAnAcknowledgedRecordNeeds() {
        for (NewTopic topic : new Topics(12, 3, false).wanted()) {
            assertEquals(3, topic.replicationFactor(), topic::name);
            assertEquals("2", topic.configs().get("min.insync.replicas"), topic::name);
            boolean ofTheRegistry = !topic.name().startsWith("outpost.");
            assertEquals(ofTheRegistry ? 1 : 12, topic.numPartitions(), topic::name);
        }
    }

    private static Map<String, NewTopic> byName(List<NewTopic> topics) {
        return topics.stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
    }
}
