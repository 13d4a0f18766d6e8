package io.outpost.cli.verify.log;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Where the records of a schema have the measures that are sent. */
public final class MeasureFields {
    private final int[] positions = new int[Measure.COUNT];

    /**
     * Looks up each measure once.
     *
     * @throws IllegalArgumentException when the schema has no field for one
     */
    public MeasureFields(Schema schema) {
        for (Measure measure : Measure.SENT) {
            Schema.Field field = schema.getField(measure.field());
            if (field == null) {
                throw new IllegalArgumentException(schema.getName() + " has no " + measure);
            }
            positions[measure.ordinal()] = field.pos();
        }
    }

    /** A value of a record of this schema; null when it is absent. */
    public Double of(IndexedRecord record, Measure measure) {
        return (Double) record.get(positions[measure.ordinal()]);
    }
}
