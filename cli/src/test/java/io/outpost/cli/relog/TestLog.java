package io.outpost.cli.relog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.outpost.cli.http.JsonServer;
import io.outpost.cli.http.JsonServer.Answer;
import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.topic.Offsets;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Tick;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RewrittenLog;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with logs whose times a test chooses, and a registry of the log's own schemas. */
final class TestLog implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "/schemas/ids/";

    private final KafkaBroker broker;
    private final JsonServer registry;
    private final KafkaProducer<byte[], byte[]> producer;

    TestLog(Path folder) throws IOException {
        broker = KafkaBroker.start(folder);
        registry = new JsonServer().on("/", TestLog::answer);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    KafkaBroker broker() {
        return broker;
    }

    Endpoints endpoints(String topic) {
        return new Endpoints(broker.access(), topic, registry.url(), null, null, null, null, null);
    }

    /** A topic that takes times of its senders; with marks it is as relog has begun it. */
    void create(String topic, int partitions, boolean marked) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("message.timestamp.type", "CreateTime");
        settings.put("retention.ms", "-1");
        if (marked) {
            String most = Long.toString(Long.MAX_VALUE);
            settings.put("segment.ms", most);
            settings.put("message.timestamp.before.max.ms", most);
            settings.put("message.timestamp.after.max.ms", most);
        }
        broker.createTopic(topic, partitions, settings);
        for (int i = 0; marked && i < partitions; i++) {
            send(topic, i, 0, null, tick(0), header(RewrittenLog.HEADER, "none"));
        }
    }

    void send(String topic, int partition, long millis, String key, byte[] value, Header... headers)
            throws Exception {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        producer.send(
                        new ProducerRecord<>(
                                topic, partition, millis, bytes, value, List.of(headers)))
                .get();
    }

    /** In the partition of its place. */
    void send(String topic, int partitions, String place, long millis, byte[] value)
            throws Exception {
        send(topic, Routing.partitionOf(place, partitions), millis, place, value);
    }

    void finish(String topic) throws Exception {
        try (Admin admin = broker.admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            AlterConfigOp change =
                    new AlterConfigOp(
                            new ConfigEntry("message.timestamp.type", "LogAppendTime"),
                            AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
        }
    }

    String setting(String topic, String name) throws Exception {
        try (Admin admin = broker.admin()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }

    /** All of a topic but its marks. */
    List<Received> records(String topic) throws Exception {
        List<Received> records = new ArrayList<>();
        try (Admin admin = broker.admin()) {
            Map<TopicPartition, Long> ends = Offsets.ends(admin, topic);
            Map<TopicPartition, Long> begins = new HashMap<>();
            ends.keySet().forEach(partition -> begins.put(partition, 0L));
            try (LogInOrder log = new LogInOrder(broker.access(), begins, ends)) {
                for (Received next = log.next(); next != null; next = log.next()) {
                    if (!next.isMark()) {
                        records.add(next);
                    }
                }
            }
        }
        return records;
    }

    static byte[] observation(String place, String sensor, long observedMillis, Double celsius) {
        return WireFormat.encode(
                id(RecordType.OBSERVATION),
                Observation.newBuilder()
                        .setPlaceId(place)
                        .setSensorId(sensor)
                        .setObservedAt(Instant.ofEpochMilli(observedMillis))
                        .setAirTemperatureCelsius(celsius)
                        .build());
    }

    static byte[] parameters(String place, String name) {
        return WireFormat.encode(
                id(RecordType.PLACE),
                Place.newBuilder()
                        .setPlaceId(place)
                        .setName(name)
                        .setLatitude(null)
                        .setLongitude(null)
                        .setElevationMetres(null)
                        .setTimeZone("UTC")
                        .setStaleAfterSeconds(null)
                        .build());
    }

    /** Of an observation. */
    static Double celsius(byte[] value) throws IOException {
        int header = WireFormat.HEADER_BYTES;
        return new SpecificDatumReader<>(Observation.class)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(value, header, value.length - header, null))
                .getAirTemperatureCelsius();
    }

    static byte[] tick(long millis) {
        return WireFormat.encode(id(RecordType.TICK), new Tick(Instant.ofEpochMilli(millis)));
    }

    static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
        registry.close();
        broker.close();
    }

    private static int id(RecordType type) {
        return type.ordinal() + 1;
    }

    private static Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        Map<String, Object> answer =
                path.startsWith(SCHEMAS)
                        ? Map.of(
                                "schema",
                                schema(Integer.parseInt(path.substring(SCHEMAS.length()))))
                        : Map.of("id", idOfSubject(path));
        return Answer.ok(JSON.valueToTree(answer).toString());
    }

    private static String schema(int id) {
        return RecordType.values()[id - 1].schema().toString();
    }

    private static int idOfSubject(String path) {
        for (RecordType type : RecordType.values()) {
            if (path.contains("/subjects/" + type.subject() + "/")) {
                return id(type);
            }
        }
        return id(RecordType.OBSERVATION);
    }
}
