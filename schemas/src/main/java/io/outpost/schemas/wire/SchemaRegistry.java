package io.outpost.schemas.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A Confluent-compatible schema registry. The only class that imports Confluent's client, which is
 * published inside Flink's registry artifact with its own shaded Avro; schemas cross that border as
 * text. Nothing is cached. Not thread-safe.
 */
public final class SchemaRegistry {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int NOT_FOUND = 404;

    /** Confluent's code for: no such schema. */
    private static final Set<Integer> NO_SCHEMA = Set.of(40403);

    /** No such subject, no such version of it, no such schema. */
    private static final Set<Integer> NO_VERSION = Set.of(40401, 40402, 40403);

    private static final String AVRO = "AVRO";

    private final RestService rest;

    /**
     * @param url the registry's Confluent API, such as http://127.0.0.1:8081/apis/ccompat/v7;
     *     nothing is asked before the first call, and no answer is waited for longer than 5 s
     */
    public SchemaRegistry(String url) {
        this(url, TIMEOUT);
    }

    /** A registry whose every answer is waited for no longer than a time. */
    public SchemaRegistry(String url, Duration timeout) {
        rest = new RestService(List.of(url));
        rest.setHttpConnectTimeoutMs((int) timeout.toMillis());
        rest.setHttpReadTimeoutMs((int) timeout.toMillis());
    }

    /** What is asked over HTTP. */
    @FunctionalInterface
    private interface Call<T> {
        T answer() throws IOException, RestClientException;
    }

    /**
     * Registers a schema if the subject does not have it yet.
     *
     * @return the schema's id
     * @throws RegistryUnavailableException when the registry does not answer or refuses (for
     *     example 409, not compatible); the message says which
     */
    public int register(String subject, Schema schema) throws RegistryUnavailableException {
        return require(
                "The registry did not accept the schema of " + subject,
                () -> rest.registerSchema(schema.toString(), subject));
    }

    /**
     * The same of a subject that must be there. A registry without it is another one than the
     * topics were prepared with, or has lost its schemas: it would give ids that others have
     * already, and what is written with them could not be read once the right schemas are back.
     *
     * @throws RegistryUnavailableException also when there is no such subject
     */
    public int registerVersion(String subject, Schema schema) throws RegistryUnavailableException {
        require(
                "The registry did not give the versions of "
                        + subject
                        + ", which outpost prepare and outpost up register (if they are lost: docs/runbooks.md#registry-lost)",
                () -> rest.getAllVersions(subject));
        return register(subject, schema);
    }

    /** Sets the compatibility rule of one subject, such as BACKWARD_TRANSITIVE. */
    public void requireCompatibility(String subject, String level)
            throws RegistryUnavailableException {
        require(
                "The registry did not set the compatibility of " + subject,
                () -> rest.updateCompatibility(level, subject));
    }

    /**
     * The schema that a record was written with, with those that it refers to.
     *
     * @throws UnknownSchemaException only when the registry itself says so: it has no such id, or
     *     nothing under it that is Avro; the message says which
     * @throws RegistryUnavailableException in every other case; worth another try
     */
    public Schema writerSchema(int id) throws UnknownSchemaException, RegistryUnavailableException {
        String name = "schema " + id;
        SchemaString found = lookUp(name, NO_SCHEMA, () -> rest.getId(id));
        requireAvro(name, found.getSchemaType(), found.getSchemaString());
        Schema.Parser parser = new Schema.Parser();
        addReferences(found.getReferences(), parser, new HashSet<>());
        return parse(name, parser, found.getSchemaString());
    }

    /**
     * Whether an id was given to a schema of any kind.
     *
     * @throws RegistryUnavailableException when the registry did not say; worth another try
     */
    public boolean isAssigned(int id) throws RegistryUnavailableException {
        try {
            lookUp("schema " + id, NO_SCHEMA, () -> rest.getId(id));
            return true;
        } catch (UnknownSchemaException e) {
            return false;
        }
    }

    private void addReferences(
            List<SchemaReference> references, Schema.Parser parser, Set<String> added)
            throws UnknownSchemaException, RegistryUnavailableException {
        if (references == null) {
            return;
        }
        for (SchemaReference reference : references) {
            String subject = reference.getSubject();
            String name = "version " + reference.getVersion() + " of " + subject;
            if (added.add(name)) {
                var found =
                        lookUp(
                                name,
                                NO_VERSION,
                                () -> rest.getVersion(subject, reference.getVersion(), true));
                requireAvro(name, found.getSchemaType(), found.getSchema());
                addReferences(found.getReferences(), parser, added);
                parse(name, parser, found.getSchema());
            }
        }
    }

    /** Avro's parser throws this and that of its own, and no message is as good as the place. */
    private static Schema parse(String name, Schema.Parser parser, String text)
            throws UnknownSchemaException {
        try {
            return parser.parse(text);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnknownSchemaException("the registry's " + name + " is not readable as Avro");
        }
    }

    /** An answer without a type says Avro; one without a schema says nothing. */
    private static void requireAvro(String name, String type, String text)
            throws UnknownSchemaException, RegistryUnavailableException {
        if (type != null && !type.equals(AVRO)) {
            throw new UnknownSchemaException(
                    "the registry's " + name + " is not Avro, but " + type);
        }
        if (text == null) {
            throw new RegistryUnavailableException(
                    "The registry answered without the text of " + name, null);
        }
    }

    /** An error code of the registry's own is a word on the schema; whatever else is none. */
    private static <T> T lookUp(String name, Set<Integer> noSuchThing, Call<T> call)
            throws UnknownSchemaException, RegistryUnavailableException {
        try {
            return answer(call);
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND && noSuchThing.contains(e.getErrorCode())) {
                throw new UnknownSchemaException("the registry has no " + name);
            }
            throw new RegistryUnavailableException(
                    "The registry did not give " + name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException(
                    "The registry did not give " + name + ": " + e.getMessage(), e);
        }
    }

    private static <T> T require(String failure, Call<T> call) throws RegistryUnavailableException {
        try {
            return answer(call);
        } catch (IOException | RestClientException e) {
            throw new RegistryUnavailableException(failure + ": " + e.getMessage(), e);
        }
    }

    /** The client takes an answer without a body for null. */
    private static <T> T answer(Call<T> call) throws IOException, RestClientException {
        T answer = call.answer();
        if (answer == null) {
            throw new IOException("an answer without content");
        }
        return answer;
    }
}
