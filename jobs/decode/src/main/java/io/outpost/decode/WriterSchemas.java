package io.outpost.decode;

import io.outpost.core.place.RejectionReason;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * The schemas that records of the log were written with, by id. The registry is asked once per id;
 * while it does not answer this waits, because an outage says nothing about the data. What was
 * decided of an id holds for the life of the job: {@link #decided} and {@link #restore} carry it
 * across restarts.
 */
public final class WriterSchemas {
    private static final int UNKNOWN_IDS_KEPT = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final char KNOWN = '+';
    private static final char REFUSED = '-';

    private final SchemaRegistry registry;
    private final RegistryOutage outage;
    private final UnassignedIds unassigned;
    private final Map<Integer, WriterSchema> known = new HashMap<>();
    private final Map<Integer, RejectedSchemaException> refused =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Integer, RejectedSchemaException> eldest) {
                    return size() > UNKNOWN_IDS_KEPT;
                }
            };

    /** Nearly always the one that is wanted next. */
    private WriterSchema last;

    /**
     * @param outage called each time that the registry did not answer, before the next try
     */
    public WriterSchemas(SchemaRegistry registry, RegistryOutage outage) {
        this(registry, outage, System::nanoTime);
    }

    WriterSchemas(SchemaRegistry registry, RegistryOutage outage, LongSupplier nanos) {
        this.registry = registry;
        this.outage = outage;
        this.unassigned = new UnassignedIds(registry, nanos);
    }

    /**
     * A schema of writers that ours of its type can be read from.
     *
     * @param reader reads what was written with it, as our generated class of the type
     * @param extraFields what it has that ours has not
     * @param fast reads observations that were written with it; null: only {@code reader} does
     */
    record WriterSchema(
            int id,
            Schema schema,
            RecordType type,
            DatumReader<Object> reader,
            ExtraFields extraFields,
            FastObservationDecoder fast) {
        static WriterSchema of(int id, Schema schema) {
            RecordType type = RecordType.of(schema);
            return new WriterSchema(
                    id,
                    schema,
                    type,
                    WriterSchemas.reader(schema, type),
                    ExtraFields.of(schema, type.schema()),
                    type == RecordType.OBSERVATION
                            ? ObservationLayout.of(schema)
                                    .map(FastObservationDecoder::new)
                                    .orElse(null)
                            : null);
        }
    }

    /** What was decided so far, by id, to be given to {@link #restore}. */
    public Map<Integer, String> decided() {
        Map<Integer, String> decided = new HashMap<>();
        refused.forEach(
                (id, refusal) ->
                        decided.put(
                                id,
                                REFUSED + refusal.reason().name() + ' ' + refusal.getMessage()));
        known.forEach((id, schema) -> decided.put(id, KNOWN + schema.schema().toString()));
        return decided;
    }

    /**
     * Takes up what an earlier run decided; of several decisions on an id the one to read it holds.
     */
    public void restore(int id, String decision) {
        if (decision.charAt(0) == KNOWN) {
            Schema schema = new Schema.Parser().parse(decision.substring(1));
            known.put(id, WriterSchema.of(id, schema));
            unassigned.assigned(id);
            refused.remove(id);
        } else if (!known.containsKey(id)) {
            int space = decision.indexOf(' ');
            refused.put(
                    id,
                    new RejectedSchemaException(
                            RejectionReason.valueOf(decision.substring(1, space)),
                            decision.substring(space + 1)));
        }
    }

    /** The schema with an id; waits while the registry does not answer. */
    WriterSchema get(int schemaId) throws RejectedSchemaException {
        if (last != null && last.id() == schemaId) {
            return last;
        }
        WriterSchema found = known.get(schemaId);
        last = found == null ? load(schemaId) : found;
        return last;
    }

    private WriterSchema load(int schemaId) throws RejectedSchemaException {
        RejectedSchemaException refusal = refused.get(schemaId);
        if (refusal != null) {
            throw refusal;
        }
        try {
            Schema schema = ask(schemaId);
            requireCompatible(schema, RecordType.of(schema));
            WriterSchema loaded = WriterSchema.of(schemaId, schema);
            known.put(schemaId, loaded);
            return loaded;
        } catch (RejectedSchemaException e) {
            refused.put(schemaId, e);
            throw e;
        }
    }

    private Schema ask(int schemaId) throws RejectedSchemaException {
        if (schemaId < 0) {
            throw new RejectedSchemaException(
                    RejectionReason.UNKNOWN_SCHEMA, "a schema id below 0: " + schemaId);
        }
        if (unassigned.contains(schemaId)) {
            throw new RejectedSchemaException(
                    RejectionReason.UNKNOWN_SCHEMA,
                    "a schema id far above those that the registry has given: " + schemaId);
        }
        try {
            Schema schema = askUntilAnswered(schemaId);
            unassigned.assigned(schemaId);
            return schema;
        } catch (UnknownSchemaException e) {
            unassigned.refused();
            throw new RejectedSchemaException(RejectionReason.UNKNOWN_SCHEMA, e.getMessage());
        } finally {
            outage.end();
        }
    }

    private Schema askUntilAnswered(int schemaId) throws UnknownSchemaException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return registry.writerSchema(schemaId);
            } catch (RegistryUnavailableException e) {
                await(e, pause);
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            }
        }
    }

    private static void requireCompatible(Schema writer, RecordType type)
            throws RejectedSchemaException {
        String fault = SchemaCheck.fault(writer, type.schema());
        if (fault != null) {
            throw new RejectedSchemaException(RejectionReason.INCOMPATIBLE_SCHEMA, fault);
        }
    }

    private static DatumReader<Object> reader(Schema writer, RecordType type) {
        SpecificData model = SpecificData.getForSchema(type.schema());
        model.setFastReaderEnabled(true);
        return new SpecificDatumReader<>(writer, type.schema(), model);
    }

    private void await(RegistryUnavailableException e, Duration pause) {
        try {
            outage.await(e, pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for the registry", interrupted);
        }
    }
}
