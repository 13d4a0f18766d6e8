package io.outpost.decode;

import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Whether what was written with a schema can be read as one of ours: in bounded time and memory,
 * whatever the bytes, and meaning the same.
 */
final class SchemaCheck {
    private static final int DEEPEST = 64;
    private static final int MOST_PARTS = 10_000;

    private final IdentityHashMap<Schema, Size> sizes = new IdentityHashMap<>();
    private final IdentityHashMap<Schema, Boolean> open = new IdentityHashMap<>();

    /**
     * Of a type with all that it is made of.
     *
     * @param depth levels
     * @param parts types, each as often as it is used
     * @param leastBytes that a value takes; 0: none or more
     */
    private record Size(int depth, long parts, int leastBytes) {}

    /** Why it cannot; null when it can. */
    static String fault(Schema writer, Schema ours) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(ours, writer);
        if (compatibility.getType() != SchemaCompatibilityType.COMPATIBLE) {
            return compatibility.getResult().getIncompatibilities().toString();
        }
        String meaning = faultOfMeaning(writer, ours);
        return meaning == null ? new SchemaCheck().faultOfSize(writer) : meaning;
    }

    /** A number under another logical type, or a time that is no long, means something else. */
    private static String faultOfMeaning(Schema writer, Schema ours) {
        for (Schema.Field field : ours.getFields()) {
            Schema.Field written = writer.getField(field.name());
            if (written == null) {
                continue;
            }
            boolean isTime =
                    field.schema().getLogicalType() instanceof LogicalTypes.TimestampMillis;
            for (Schema type : branches(written.schema())) {
                String logical = type.getProp("logicalType");
                boolean other =
                        logical != null && !logical.equals(field.schema().getProp("logicalType"));
                boolean isNumber =
                        type.getType() == Schema.Type.LONG || type.getType() == Schema.Type.INT;
                boolean isNoTime = isTime && type.getType() != Schema.Type.LONG;
                if ((isNumber && other) || isNoTime) {
                    return field.name() + " is written as " + type;
                }
            }
        }
        return null;
    }

    private static Iterable<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }

    private String faultOfSize(Schema writer) {
        Size size = size(writer);
        boolean bounded = size != null && size.depth <= DEEPEST && size.parts <= MOST_PARTS;
        return bounded
                ? null
                : "it refers to itself, is more than 64 levels deep, has more than 10,000 parts, or an array whose items take no bytes";
    }

    /** Null when it has no bound. */
    private Size size(Schema schema) {
        if (open.containsKey(schema) || open.size() > DEEPEST) {
            return null;
        }
        if (!sizes.containsKey(schema)) {
            open.put(schema, true);
            sizes.put(schema, newSize(schema));
            open.remove(schema);
        }
        return sizes.get(schema);
    }

    private Size newSize(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> sizeOfRecord(schema);
            case UNION -> sizeOfUnion(schema);
            case ARRAY -> sizeOfItems(schema.getElementType());
            case MAP -> around(size(schema.getValueType()), 1);
            case NULL -> new Size(1, 1, 0);
            case FIXED -> new Size(1, 1, schema.getFixedSize());
            case ENUM, STRING, BYTES, INT, LONG, BOOLEAN, FLOAT, DOUBLE -> new Size(1, 1, 1);
        };
    }

    private Size sizeOfRecord(Schema schema) {
        Size all = new Size(1, 1, 0);
        for (Schema.Field field : schema.getFields()) {
            all = with(all, size(field.schema()));
        }
        return all;
    }

    private Size sizeOfUnion(Schema schema) {
        Size all = new Size(1, 1, 1);
        for (Schema branch : schema.getTypes()) {
            all = with(all, size(branch));
        }
        return around(all, 1);
    }

    private Size sizeOfItems(Schema items) {
        Size item = size(items);
        return item == null || item.leastBytes == 0 ? null : around(item, 1);
    }

    private static Size with(Size whole, Size part) {
        return whole == null || part == null
                ? null
                : new Size(
                        Math.max(whole.depth, part.depth + 1),
                        Math.min(whole.parts + part.parts, MOST_PARTS + 1L),
                        Math.min(whole.leastBytes + part.leastBytes, 1));
    }

    private static Size around(Size inner, int leastBytes) {
        return inner == null ? null : new Size(inner.depth + 1, inner.parts + 1, leastBytes);
    }
}
