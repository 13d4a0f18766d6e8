package io.outpost.decode;

import io.outpost.core.weather.Quantity;
import io.outpost.schemas.Observation;
import org.apache.avro.Schema;

/** The fields of a message that carry quantities, as they were sent. */
public final class ObservationFields {
    private static final int[] POSITIONS = positions(Observation.getClassSchema());

    private ObservationFields() {}

    /** The value of a quantity that is sent; null when it was not. */
    public static Double of(Observation observation, Quantity quantity) {
        return (Double) observation.get(POSITIONS[quantity.code()]);
    }

    /**
     * Positions in a schema of the fields of quantities, by code; -1 for those that are not sent.
     *
     * @throws NullPointerException when the schema has no field for one that is sent
     */
    public static int[] positions(Schema schema) {
        int[] positions = new int[Quantity.COUNT];
        for (Quantity quantity : Quantity.values()) {
            positions[quantity.code()] =
                    quantity.kind().isSent() ? schema.getField(quantity.fieldName()).pos() : -1;
        }
        return positions;
    }
}
