package io.outpost.observe;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Readers for all writer schemas that appear in a topic. The registry is asked once per schema id.
 * While it does not answer this waits, because an outage says nothing about the data.
 */
final class WriterSchemas<T extends SpecificRecord> {
    private static final int UNKNOWN_IDS_KEPT = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SchemaRegistry registry;
    private final Schema readerSchema;
    private final SpecificData model;
    private final Consumer<RegistryUnavailableException> outage;
    private final Map<Integer, WriterSchema<T>> known = new HashMap<>();
    private final Map<Integer, RefusedSchemaException> refused =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Integer, RefusedSchemaException> eldest) {
                    return size() > UNKNOWN_IDS_KEPT;
                }
            };

    /** Nearly always the one that is wanted next. */
    private WriterSchema<T> last;

    /**
     * @param outage told each time that the registry did not answer, before the next try
     */
    WriterSchemas(
            SchemaRegistry registry, T reader, Consumer<RegistryUnavailableException> outage) {
        this.registry = registry;
        this.readerSchema = reader.getSchema();
        this.model = SpecificData.getForClass(reader.getClass());
        this.model.setFastReaderEnabled(true);
        this.outage = outage;
    }

    /**
     * A schema of writers that ours can be read from.
     *
     * @param reader reads what was written with it
     */
    record WriterSchema<T>(int id, Schema schema, DatumReader<T> reader) {}

    /** The schema with an id; waits while the registry does not answer. */
    WriterSchema<T> get(int schemaId) throws RefusedSchemaException {
        if (last != null && last.id() == schemaId) {
            return last;
        }
        WriterSchema<T> found = known.get(schemaId);
        last = found == null ? load(schemaId) : found;
        return last;
    }

    private WriterSchema<T> load(int schemaId) throws RefusedSchemaException {
        RefusedSchemaException refusal = refused.get(schemaId);
        if (refusal != null) {
            throw refusal;
        }
        try {
            Schema schema = ask(schemaId);
            WriterSchema<T> loaded = new WriterSchema<>(schemaId, schema, compatibleReader(schema));
            known.put(schemaId, loaded);
            return loaded;
        } catch (RefusedSchemaException e) {
            refused.put(schemaId, e);
            throw e;
        }
    }

    private Schema ask(int schemaId) throws RefusedSchemaException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return registry.writerSchema(schemaId);
            } catch (UnknownSchemaException e) {
                throw new RefusedSchemaException(RejectionReason.UNKNOWN_SCHEMA, e.getMessage());
            } catch (RegistryUnavailableException e) {
                outage.accept(e);
                pause(pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    private DatumReader<T> compatibleReader(Schema writer) throws RefusedSchemaException {
        var compatibility =
                SchemaCompatibility.checkReaderWriterCompatibility(readerSchema, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new RefusedSchemaException(
                    RejectionReason.INCOMPATIBLE_SCHEMA,
                    compatibility.getResult().getIncompatibilities().toString());
        }
        return new SpecificDatumReader<>(writer, readerSchema, model);
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the registry", e);
        }
    }
}
