package io.outpost.archive.parts;

import io.outpost.flink.parts.KafkaBroker;
import io.outpost.flink.parts.Registry;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** All that the archive job talks to, as real as in production, with nothing in it yet. */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
public final class Parts implements AutoCloseable {
    public static final int PARTITIONS = 4;

    private final KafkaBroker broker;
    private final Registry registry;
    private final EmbeddedPostgres postgres;
    private final Map<RecordType, Integer> schemaIds = new EnumMap<>(RecordType.class);

    private Parts(KafkaBroker broker, Registry registry, EmbeddedPostgres postgres)
            throws Exception {
        this.broker = broker;
        this.registry = registry;
        this.postgres = postgres;
        SchemaRegistry client = new SchemaRegistry(registry.url());
        for (RecordType type : RecordType.values()) {
            schemaIds.put(type, client.register(type.subject(), type.schema()));
        }
    }

    public static Parts start(Path folder) throws Exception {
        EmbeddedPostgres postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("timezone", "Asia/Tokyo")
                        // As in production: what is committed is on the disk.
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "128MB")
                        .start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        KafkaBroker broker = KafkaBroker.start(folder);
        broker.createTopic(Topic.OBSERVATIONS.topicName(), PARTITIONS);
        return new Parts(broker, Registry.start(folder), postgres);
    }

    public KafkaBroker broker() {
        return broker;
    }

    public Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /** The id of our schema of a type of records. */
    public int schemaId(RecordType type) {
        return schemaIds.get(type);
    }

    /** The settings that lead a job here. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap-servers", broker.bootstrapServers());
        settings.put("registry.url", registry.url());
        settings.put("postgres.url", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("postgres.user", "postgres");
        settings.put("postgres.password", "postgres");
        return settings;
    }

    @Override
    public void close() throws Exception {
        registry.close();
        broker.close();
        postgres.close();
    }
}
