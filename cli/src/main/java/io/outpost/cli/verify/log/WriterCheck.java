package io.outpost.cli.verify.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/** Whether a writer's schema is one that docs/topology.md lets be read. */
final class WriterCheck {
    private static final int DEEPEST = 64;
    private static final int MOST_PARTS = 10_000;

    private int parts;

    private WriterCheck() {}

    static boolean isReadable(Schema writer, Schema readAs) {
        return SchemaCompatibility.checkReaderWriterCompatibility(readAs, writer).getType()
                        == SchemaCompatibilityType.COMPATIBLE
                && readAs.getFields().stream().allMatch(field -> meansTheSame(writer, field))
                && new WriterCheck().isBounded(writer, new HashSet<>(), 1);
    }

    private static boolean meansTheSame(Schema writer, Schema.Field field) {
        Schema.Field written = writer.getField(field.name());
        if (written == null) {
            return true;
        }
        List<String> ours =
                branches(field.schema()).stream().map(one -> one.getProp("logicalType")).toList();
        for (Schema type : branches(written.schema())) {
            boolean isLong = type.getType() == Schema.Type.LONG;
            boolean isWhole = isLong || type.getType() == Schema.Type.INT;
            String theirs = type.getProp("logicalType");
            boolean isNoTime = !isLong && type.getType() != Schema.Type.NULL;
            if ((ours.contains("timestamp-millis") && isNoTime)
                    || (isWhole && theirs != null && !ours.contains(theirs))) {
                return false;
            }
        }
        return true;
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }

    /** Goes through all that the type is made of, as often as it is used, up to the limits. */
    private boolean isBounded(Schema schema, Set<String> around, int level) {
        if (level > DEEPEST || ++parts > MOST_PARTS) {
            return false;
        }
        return switch (schema.getType()) {
            case ARRAY ->
                    takesBytes(schema.getElementType(), 1)
                            && isBounded(schema.getElementType(), around, level + 1);
            case MAP -> isBounded(schema.getValueType(), around, level + 1);
            case UNION -> schema.getTypes().stream().allMatch(t -> isBounded(t, around, level + 1));
            case RECORD -> isBoundedRecord(schema, around, level);
            default -> true;
        };
    }

    private boolean isBoundedRecord(Schema schema, Set<String> around, int level) {
        if (!around.add(schema.getFullName())) {
            return false;
        }
        boolean bounded =
                schema.getFields().stream()
                        .allMatch(field -> isBounded(field.schema(), around, level + 1));
        around.remove(schema.getFullName());
        return bounded;
    }

    private static boolean takesBytes(Schema schema, int level) {
        return switch (schema.getType()) {
            case NULL -> false;
            case FIXED -> schema.getFixedSize() > 0;
            case RECORD ->
                    level <= DEEPEST
                            && schema.getFields().stream()
                                    .anyMatch(field -> takesBytes(field.schema(), level + 1));
            default -> true;
        };
    }
}
