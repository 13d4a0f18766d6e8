package io.outpost.cli.verify.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** What is kept of extras, and of the fields of a writer that an observation has not. */
final class OtherFields {
    private static final int HEADER_BYTES = 5;
    private static final int MOST = 64;
    private static final int MOST_BYTES = 16 << 10;

    private OtherFields() {}

    /**
     * All extras of an observation.
     *
     * @param sent those that it has as such
     */
    static Map<String, String> extras(
            Map<String, String> sent, byte[] value, Schema writer, Schema ours)
            throws RejectedException {
        boolean hasOthers = writer.getFields().stream().anyMatch(field -> isKept(field, ours));
        if (sent.isEmpty() && !hasOthers) {
            return sent;
        }
        Room room = new Room();
        new TreeMap<>(sent).forEach(room::take);
        if (hasOthers) {
            GenericRecord all = read(value, writer);
            for (Schema.Field field : writer.getFields()) {
                Object other = isKept(field, ours) ? all.get(field.pos()) : null;
                if (other != null && !sent.containsKey(field.name())) {
                    room.take(field.name(), text(other));
                }
            }
        }
        return room.taken;
    }

    private static final class Room {
        private final Map<String, String> taken = new HashMap<>();
        private int bytes;

        void take(String name, String value) {
            int more =
                    name.getBytes(StandardCharsets.UTF_8).length
                            + value.getBytes(StandardCharsets.UTF_8).length;
            if (taken.size() < MOST && bytes + more <= MOST_BYTES) {
                bytes += more;
                taken.put(name, value);
            }
        }
    }

    private static GenericRecord read(byte[] value, Schema writer) throws RejectedException {
        try {
            return new GenericDatumReader<GenericRecord>(writer)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            HEADER_BYTES,
                                            value.length - HEADER_BYTES,
                                            null));
        } catch (IOException | RuntimeException e) {
            throw new RejectedException("UNDECODABLE");
        }
    }

    private static String text(Object value) {
        boolean asItIs =
                value instanceof CharSequence
                        || value instanceof Number
                        || value instanceof GenericEnumSymbol;
        return asItIs ? value.toString() : GenericData.get().toString(value);
    }

    private static boolean isKept(Schema.Field field, Schema ours) {
        return ours.getField(field.name()) == null && !hasNestedCollection(field.schema(), false);
    }

    /** A collection of records or of collections, at any depth. */
    private static boolean hasNestedCollection(Schema schema, boolean inside) {
        return switch (schema.getType()) {
            case ARRAY -> inside || hasNestedCollection(schema.getElementType(), true);
            case MAP -> inside || hasNestedCollection(schema.getValueType(), true);
            case UNION ->
                    schema.getTypes().stream().anyMatch(one -> hasNestedCollection(one, inside));
            case RECORD ->
                    inside
                            || schema.getFields().stream()
                                    .anyMatch(f -> hasNestedCollection(f.schema(), false));
            default -> false;
        };
    }
}
