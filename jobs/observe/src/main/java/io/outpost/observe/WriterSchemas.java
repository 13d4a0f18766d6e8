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
    private final Map<Integer, DatumReader<T>> readers = new HashMap<>();
    private final Map<Integer, RefusedSchemaException> refused =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Integer, RefusedSchemaException> eldest) {
                    return size() > UNKNOWN_IDS_KEPT;
                }
            };

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

    /** The reader for what was written with a schema; waits while the registry does not answer. */
    DatumReader<T> reader(int schemaId) throws RefusedSchemaException {
        DatumReader<T> known = readers.get(schemaId);
        if (known != null) {
            return known;
        }
        RefusedSchemaException refusal = refused.get(schemaId);
        if (refusal != null) {
            throw refusal;
        }
        try {
            DatumReader<T> reader = compatibleReader(ask(schemaId));
            readers.put(schemaId, reader);
            return reader;
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
