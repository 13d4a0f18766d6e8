package io.outpost.cli.relog;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.topic.Offsets;
import io.outpost.environment.KafkaAccess;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/**
 * The topic that is made. While it takes the times of what is copied it is half made, and no job
 * reads it: {@link #finish} is the one step that makes a log of it.
 */
record Target(Admin admin, KafkaAccess kafka, String source, String topic) {
    private static final String TIMES = "message.timestamp.type";
    private static final String EARLIEST = "message.timestamp.before.max.ms";
    private static final String LATEST = "message.timestamp.after.max.ms";
    private static final String SEGMENT = "segment.ms";
    private static final String UNLIMITED = Long.toString(Long.MAX_VALUE);
    private static final long PAUSE_MILLIS = 100;

    /** Only while it is copied: any time is taken, and old times do not make a segment a week. */
    private static final Map<String, String> WHILE_COPYING =
            Map.of(TIMES, "CreateTime", EARLIEST, UNLIMITED, LATEST, UNLIMITED, SEGMENT, UNLIMITED);

    /** What a log must have, whatever the source has: old times would be deleted at once. */
    private static final Map<String, String> KEPT =
            Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");

    /**
     * Refuses a topic that is there.
     *
     * @param again true: one that is half made is deleted
     */
    void requireAbsent(boolean again) throws InterruptedException {
        if (!exists()) {
            return;
        }
        if (!isHalfMade()) {
            throw new CommandException(
                    "There is a topic %s already, and relog writes into none that is there. Name another one with --to."
                            .formatted(topic));
        }
        if (!again) {
            throw new CommandException(
                    "%s is half made: a relog was ended, or is under way. With --again it is deleted and made anew."
                            .formatted(topic));
        }
        Offsets.answer(admin.deleteTopics(List.of(topic)).all());
        while (exists()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Makes it with the source's settings and replicas. */
    void create(int partitions) throws InterruptedException {
        Map<String, String> settings = sourceSettings();
        settings.putAll(KEPT);
        settings.putAll(WHILE_COPYING);
        TopicDescription like =
                Offsets.answer(admin.describeTopics(List.of(source)).allTopicNames()).get(source);
        short replicas = (short) like.partitions().get(0).replicas().size();
        NewTopic wanted = new NewTopic(topic, partitions, replicas).configs(settings);
        Offsets.answer(admin.createTopics(List.of(wanted)).all());
    }

    /** From now on the broker's time counts. */
    void finish() throws InterruptedException {
        Map<String, String> settings = sourceSettings();
        List<AlterConfigOp> changes = new ArrayList<>();
        WHILE_COPYING.keySet().forEach(key -> changes.add(change(key, settings.get(key))));
        changes.removeIf(change -> change.configEntry().name().equals(TIMES));
        changes.add(change(TIMES, "LogAppendTime"));
        Map<ConfigResource, Collection<AlterConfigOp>> all = Map.of(resource(topic), changes);
        Offsets.answer(admin.incrementalAlterConfigs(all).all());
    }

    /** Refuses a source that is half made itself. */
    void requireSource() throws InterruptedException {
        if (!Offsets.answer(admin.listTopics().names()).contains(source)) {
            throw new CommandException("There is no topic %s to copy.".formatted(source));
        }
        if (!"LogAppendTime".equals(setting(source, TIMES).value())) {
            throw new CommandException(
                    "%s takes the times of its records from their senders: it is no log, or half made."
                            .formatted(source));
        }
    }

    private boolean exists() throws InterruptedException {
        return Offsets.answer(admin.listTopics().names()).contains(topic);
    }

    /** It has the settings of one that is copied to, and nothing that relog has not begun. */
    private boolean isHalfMade() throws InterruptedException {
        for (String key : WHILE_COPYING.keySet()) {
            if (!WHILE_COPYING.get(key).equals(setting(topic, key).value())) {
                return false;
            }
        }
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (var one : Offsets.of(admin, topic, OffsetSpec.latest()).entrySet()) {
            begins.put(one.getKey(), 0L);
            ends.put(one.getKey(), Math.min(1, one.getValue().offset()));
        }
        try (LogInOrder firsts = new LogInOrder(kafka, begins, ends)) {
            for (Received first = firsts.next(); first != null; first = firsts.next()) {
                if (!first.isMark()) {
                    return false;
                }
            }
            return true;
        } catch (CommandException e) {
            return false;
        }
    }

    /** What was set on the source, and is not the broker's own. */
    private Map<String, String> sourceSettings() throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry :
                Offsets.answer(admin.describeConfigs(List.of(resource(source))).all())
                        .get(resource(source))
                        .entries()) {
            if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
                settings.put(entry.name(), entry.value());
            }
        }
        return settings;
    }

    private ConfigEntry setting(String of, String name) throws InterruptedException {
        return Offsets.answer(admin.describeConfigs(List.of(resource(of))).all())
                .get(resource(of))
                .get(name);
    }

    /** Null: back to what the broker has. */
    private static AlterConfigOp change(String name, String value) {
        return new AlterConfigOp(
                new ConfigEntry(name, value),
                value == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET);
    }

    private static ConfigResource resource(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }
}
