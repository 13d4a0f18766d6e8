package io.outpost.flink.parts;

import io.outpost.environment.KafkaAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker in this process, on free ports of the loopback interface. */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private KafkaBroker(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    public static KafkaBroker start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** With more settings, which go before its own. */
    public static KafkaBroker start(Path folder, Map<String, String> settings) throws IOException {
        int port = freePort();
        Properties properties = properties(folder, port, freePort());
        properties.putAll(settings);
        Path file = folder.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream()));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, "127.0.0.1:" + port);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Of a client without a login. */
    public KafkaAccess access() {
        return KafkaAccess.open(bootstrapServers);
    }

    /**
     * Makes a topic whose records the broker stamps with its own time, as those of observations.
     */
    public void createTopic(String name, int partitions)
            throws InterruptedException, ExecutionException {
        createTopic(
                name,
                partitions,
                Map.of("message.timestamp.type", "LogAppendTime", "retention.ms", "-1"));
    }

    /**
     * Returns when the broker, too, knows the topic and leads its partitions. Where one of that
     * name was deleted just before, senders are for a moment still sent to the old one, and wait
     * for it in vain; so may one that hears too early that a partition has no leader.
     */
    public void createTopic(String name, int partitions, Map<String, String> configs)
            throws InterruptedException, ExecutionException {
        NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
        try (Admin admin = admin()) {
            CreateTopicsResult created = admin.createTopics(List.of(topic));
            Uuid id = created.topicId(name).get();
            Instant end = Instant.now().plus(LIMIT);
            while (!id.equals(knownId(admin, name))) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError("the broker does not know topic " + name);
                }
            }
            Map<TopicPartition, OffsetSpec> all = new HashMap<>();
            for (int i = 0; i < partitions; i++) {
                all.put(new TopicPartition(name, i), OffsetSpec.latest());
            }
            // Asks each leader, and again until it answers.
            admin.listOffsets(all).all().get();
        }
    }

    /** Null while the broker knows no such topic. */
    private static Uuid knownId(Admin admin, String name)
            throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).topicId();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    public void deleteTopic(String name) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    /** How many records of a topic a group has not committed; all when it has committed none. */
    public long lag(String group, String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            var committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            int partitions =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .size();
            for (int i = 0; i < partitions; i++) {
                wanted.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
            long lag = 0;
            for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
                OffsetAndMetadata read = committed.get(end.getKey());
                lag += end.getValue().offset() - (read == null ? 0 : read.offset());
            }
            return lag;
        }
    }

    /** A client for what else a test does to the broker; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties properties(Path folder, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(
                Map.of(
                        "process.roles", "broker,controller",
                        "node.id", "1",
                        "listeners",
                                "PLAINTEXT://127.0.0.1:"
                                        + port
                                        + ",CONTROLLER://127.0.0.1:"
                                        + controllerPort,
                        "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                        "controller.listener.names", "CONTROLLER",
                        "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                        "log.dirs", folder.resolve("logs").toString(),
                        "offsets.topic.replication.factor", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1"));
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
