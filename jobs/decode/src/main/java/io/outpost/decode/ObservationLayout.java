package io.outpost.decode;

import io.outpost.core.weather.Quantity;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The order in which a writer's messages have the fields of an observation: all that {@link
 * FastObservationDecoder} must know of the writer's schema. Place and sensor come first.
 */
public final class ObservationLayout {
    static final byte OBSERVED_AT = -1;
    static final byte INTERVAL = -2;
    static final byte EXTRAS = -3;

    private static final Map<String, Byte> QUANTITIES = quantities();

    /** Codes of quantities, or one of the negative marks, in the order of the writer's fields. */
    private final byte[] steps;

    private ObservationLayout(byte[] steps) {
        this.steps = steps;
    }

    /** Of a writer's schema; empty for one that only Avro's reader can resolve. */
    static Optional<ObservationLayout> of(Schema writer) {
        if (writer.getType() != Schema.Type.RECORD || !beginsAsUsual(writer)) {
            return Optional.empty();
        }
        byte[] steps = new byte[writer.getFields().size() - 2];
        for (int i = 0; i < steps.length; i++) {
            Schema.Field field = writer.getFields().get(i + 2);
            Optional<Byte> step = step(field.name(), field.schema());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps[i] = step.get();
        }
        return Optional.of(new ObservationLayout(steps));
    }

    /** As it was written. */
    public static ObservationLayout read(DataInput in) throws IOException {
        byte[] steps = new byte[in.readUnsignedByte()];
        in.readFully(steps);
        return new ObservationLayout(steps);
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(steps.length);
        out.write(steps);
    }

    byte[] steps() {
        return steps;
    }

    private static boolean beginsAsUsual(Schema writer) {
        return writer.getFields().size() > 2
                && isText(writer, 0, "placeId")
                && isText(writer, 1, "sensorId")
                && writer.getField("observedAt") != null;
    }

    private static boolean isText(Schema writer, int position, String name) {
        Schema.Field field = writer.getFields().get(position);
        return field.name().equals(name) && field.schema().getType() == Schema.Type.STRING;
    }

    private static Optional<Byte> step(String name, Schema type) {
        Byte quantity = QUANTITIES.get(name);
        if (quantity != null) {
            return isOptional(type, Schema.Type.DOUBLE) ? Optional.of(quantity) : Optional.empty();
        }
        return switch (name) {
            case "observedAt" -> isTime(type) ? Optional.of(OBSERVED_AT) : Optional.empty();
            case "reportingIntervalSeconds" ->
                    isOptional(type, Schema.Type.INT) ? Optional.of(INTERVAL) : Optional.empty();
            case "extras" ->
                    type.getType() == Schema.Type.MAP ? Optional.of(EXTRAS) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isTime(Schema type) {
        return type.getType() == Schema.Type.LONG
                && type.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    private static boolean isOptional(Schema type, Schema.Type wanted) {
        return type.getType() == Schema.Type.UNION
                && type.getTypes().size() == 2
                && type.getTypes().get(0).getType() == Schema.Type.NULL
                && type.getTypes().get(1).getType() == wanted;
    }

    /** Names of the fields as the schema has them. */
    private static Map<String, Byte> quantities() {
        Map<String, Byte> codes = new HashMap<>();
        for (Quantity quantity : Quantity.sent()) {
            codes.put(quantity.fieldName(), (byte) quantity.code());
        }
        return Map.copyOf(codes);
    }
}
