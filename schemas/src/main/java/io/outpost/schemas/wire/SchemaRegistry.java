package io.outpost.schemas.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A Confluent-compatible schema registry. The only class that imports Confluent's client, which is
 * published inside Flink's registry artifact with its own shaded Avro; schemas cross that border as
 * text. Not thread-safe.
 */
public final class SchemaRegistry {
    private static final int CACHED_SCHEMAS_PER_SUBJECT = 1_000;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;

    private final CachedSchemaRegistryClient client;

    /**
     * @param url the registry's Confluent API, such as http://127.0.0.1:8081/apis/ccompat/v7;
     *     nothing is asked before the first call
     */
    public SchemaRegistry(String url) {
        this(url, Map.of());
    }

    /** A registry whose every answer is waited for no longer than a time. */
    public SchemaRegistry(String url, Duration timeout) {
        this(
                url,
                Map.of(
                        SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
                        (int) timeout.toMillis(),
                        SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
                        (int) timeout.toMillis()));
    }

    private SchemaRegistry(String url, Map<String, Object> settings) {
        this.client =
                new CachedSchemaRegistryClient(
                        List.of(url),
                        CACHED_SCHEMAS_PER_SUBJECT,
                        List.of(new AvroSchemaProvider()),
                        settings);
    }

    /**
     * Registers a schema if the subject does not have it yet.
     *
     * @return the schema's id
     * @throws RegistryUnavailableException when the registry does not answer or refuses (for
     *     example 409, not compatible); the message says which
     */
    public int register(String subject, Schema schema) throws RegistryUnavailableException {
        try {
            return client.register(subject, new AvroSchema(schema.toString()));
        } catch (IOException | RestClientException e) {
            throw new RegistryUnavailableException(
                    "The registry did not accept the schema of " + subject + ": " + e.getMessage(),
                    e);
        }
    }

    /** Sets the compatibility rule of one subject, such as BACKWARD_TRANSITIVE. */
    public void requireCompatibility(String subject, String level)
            throws RegistryUnavailableException {
        try {
            client.updateCompatibility(subject, level);
        } catch (IOException | RestClientException e) {
            throw new RegistryUnavailableException(
                    "The registry did not set the compatibility of "
                            + subject
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * The schema that a record was written with.
     *
     * @throws UnknownSchemaException only when the registry answers that it has no such id, or that
     *     it is not an Avro schema
     * @throws RegistryUnavailableException in every other case; worth another try
     */
    public Schema writerSchema(int id) throws UnknownSchemaException, RegistryUnavailableException {
        try {
            return new Schema.Parser().parse(client.getSchemaById(id).canonicalString());
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND || e.getStatus() == UNPROCESSABLE) {
                throw new UnknownSchemaException("The registry has no schema with id " + id, e);
            }
            throw unavailable(id, e);
        } catch (IOException e) {
            throw unavailable(id, e);
        } catch (AvroRuntimeException e) {
            throw new UnknownSchemaException(
                    "The schema with id " + id + " is not readable as Avro", e);
        }
    }

    private static RegistryUnavailableException unavailable(int id, Exception cause) {
        return new RegistryUnavailableException(
                "The registry did not give the schema with id " + id + ": " + cause.getMessage(),
                cause);
    }
}
