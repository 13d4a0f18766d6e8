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
    private static final String LOG = "log";

    @Test
    void aLogThatIsNotThereIsNeverMadeBesideAnother() {
        CommandException refused =
                assertThrows(
                        CommandException.class,
                        () -> Topics.requireLog(Set.of("other", "kafkasql-journal"), LOG));
        assertTrue(refused.getMessage().contains("There is no topic log"), refused.getMessage());
    }

    @Test
    void theLogIsNeverCompactedNorCutAndPlacesAre() {
        Map<String, NewTopic> topics =
                byName(Topics.wanted(Topics.Layout.ofLocalStack(false), LOG));
        Map<String, String> log = topics.get(LOG).configs();
        assertEquals("delete", log.get("cleanup.policy"));
        assertEquals("-1", log.get("retention.ms"));
        assertEquals("-1", log.get("retention.bytes"));
        assertEquals("LogAppendTime", log.get("message.timestamp.type"));
        assertEquals(
                "compact", topics.get(Topic.PLACES.topicName()).configs().get("cleanup.policy"));
    }

    @Test
    void theRegistrysJournalIsOnePartitionThatIsKeptWhole() {
        NewTopic journal =
                byName(Topics.wanted(Topics.Layout.ofLocalStack(false), LOG))
                        .get("kafkasql-journal");
        assertEquals(1, journal.numPartitions());
        assertEquals(
                Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"),
                journal.configs());
    }

    @Test
    void aLogWithoutItsSchemasIsRefused() {
        CommandException refused =
                assertThrows(CommandException.class, () -> Topics.requireLog(Set.of(LOG), LOG));
        assertTrue(refused.getMessage().contains("kafkasql-journal"), refused.getMessage());
        Topics.requireLog(Set.of(), LOG);
        Topics.requireLog(Set.of(LOG, "kafkasql-journal"), LOG);
    }

    @Test
    void emissionsHaveATopicWhereTheyAreAskedFor() {
        String name = Topic.EMISSIONS.topicName();
        assertFalse(
                byName(Topics.wanted(Topics.Layout.ofLocalStack(false), LOG)).containsKey(name));
        assertEquals(
                4,
                byName(Topics.wanted(Topics.Layout.ofLocalStack(true), LOG))
                        .get(name)
                        .numPartitions());
    }

    private static Map<String, NewTopic> byName(List<NewTopic> topics) {
        return topics.stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
    }
}
