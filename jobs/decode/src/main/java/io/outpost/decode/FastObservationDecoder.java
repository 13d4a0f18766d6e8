package io.outpost.decode;

import io.outpost.core.weather.Quantity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Reads observations written with one schema straight from their bytes, as long as schema and bytes
 * are as nearly all are. What it does not read it leaves to Avro's own reader, which also finds the
 * words for what is wrong. Not thread-safe.
 */
final class FastObservationDecoder {
    private static final int IDS = -1;
    private static final int OBSERVED_AT = -2;
    private static final int INTERVAL = -3;
    private static final int EXTRAS = -4;
    private static final int LONGEST_ID = 4096;
    private static final int MOST_NUMBER_BYTES = 10;

    /** Longer ones Avro refuses, or they are no int. */
    private static final int MOST_INT_BYTES = 4;

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final Map<String, Integer> QUANTITIES = quantities();

    /** Codes of quantities, or one of the negative marks, in the order of the writer's fields. */
    private final int[] steps;

    private final SensorIdCache sensors;

    private byte[] bytes;
    private int at;

    private FastObservationDecoder(int[] steps, SensorIdCache sensors) {
        this.steps = steps;
        this.sensors = sensors;
    }

    /** The plan for a writer's schema; empty for one that only Avro's reader can resolve. */
    static Optional<FastObservationDecoder> of(Schema writer, SensorIdCache sensors) {
        if (writer.getType() != Schema.Type.RECORD || !beginsAsUsual(writer)) {
            return Optional.empty();
        }
        int[] steps = new int[writer.getFields().size() - 1];
        steps[0] = IDS;
        for (int i = 1; i < steps.length; i++) {
            Schema.Field field = writer.getFields().get(i + 1);
            Optional<Integer> step = step(field.name(), field.schema());
            if (step.isEmpty()) {
                return Optional.empty();
            }
            steps[i] = step.get();
        }
        return Optional.of(new FastObservationDecoder(steps, sensors));
    }

    /**
     * Reads a message from {@code from} to the end of the value.
     *
     * @return false when it is to be left to Avro's reader; then what was filled in means nothing
     */
    boolean read(byte[] value, int from, DecodedObservation into) {
        bytes = value;
        at = from;
        into.values = new double[Quantity.COUNT];
        Arrays.fill(into.values, Double.NaN);
        into.present = 0;
        into.intervalSeconds = 0;
        into.extrasHash = 0;
        try {
            for (int step : steps) {
                if (!take(step, into)) {
                    return false;
                }
            }
            return at == value.length;
        } catch (IndexOutOfBoundsException | RejectedValueException e) {
            return false;
        }
    }

    private boolean take(int step, DecodedObservation into) throws RejectedValueException {
        return switch (step) {
            case IDS -> takeIds(into);
            case OBSERVED_AT -> {
                into.observedAtMillis = number();
                yield true;
            }
            case INTERVAL -> takeInterval(into);
            // Extras are rare, and a map that names one of them twice keeps one.
            case EXTRAS -> bytes[at++] == 0;
            default -> takeQuantity(step, into);
        };
    }

    private boolean takeIds(DecodedObservation into) throws RejectedValueException {
        int from = at;
        int placeFrom = skipText();
        int placeTo = at;
        int sensorFrom = skipText();
        if (at > bytes.length) {
            return false;
        }
        into.ids = sensors.find(bytes, from, at);
        if (into.ids == null) {
            into.ids = SensorIds.of(text(placeFrom, placeTo), text(sensorFrom, at));
            into.ids.require();
            sensors.keep(bytes, from, at, into.ids);
        }
        return true;
    }

    /** Passes a text; returns where it begins. */
    private int skipText() {
        long length = number();
        if (length < 0 || length > LONGEST_ID) {
            throw new IndexOutOfBoundsException("a text of " + length + " bytes");
        }
        int from = at;
        at += (int) length;
        return from;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean takeInterval(DecodedObservation into) {
        byte branch = bytes[at++];
        if (branch == 2) {
            int from = at;
            into.intervalSeconds = (int) number();
            return at - from <= MOST_INT_BYTES;
        }
        return branch == 0;
    }

    private boolean takeQuantity(int quantity, DecodedObservation into) {
        byte branch = bytes[at++];
        if (branch == 2) {
            into.values[quantity] = Double.longBitsToDouble((long) EIGHT.get(bytes, at));
            into.present |= 1 << quantity;
            at += Double.BYTES;
            return true;
        }
        return branch == 0;
    }

    /** A number in Avro's variable length, of ten bytes at most. */
    private long number() {
        long zigzag = 0;
        for (int i = 0; i < MOST_NUMBER_BYTES; i++) {
            byte next = bytes[at++];
            zigzag |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IndexOutOfBoundsException("a number of more than ten bytes");
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

    private static Optional<Integer> step(String name, Schema type) {
        Integer quantity = QUANTITIES.get(name);
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
    private static Map<String, Integer> quantities() {
        Map<String, Integer> codes = new HashMap<>();
        for (Quantity quantity : Quantity.sent()) {
            codes.put(quantity.fieldName(), quantity.code());
        }
        return Map.copyOf(codes);
    }
}
