package io.outpost.decode;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * The fields of a writer that Outpost has no name for, kept as text among the extras: in what is
 * left there by the extras that the sender sent as such. Not thread-safe.
 */
final class ExtraFields {
    private static final int EXTRAS = Observation.getClassSchema().getField("extras").pos();
    private static final int MOST_EXTRAS = 64;

    /** Of names and values, in UTF-8. */
    private static final int MOST_BYTES = 16 * 1024;

    /** Null when the writer has no other fields. */
    private final GenericDatumReader<GenericRecord> reader;

    private BinaryDecoder decoder;

    private ExtraFields(GenericDatumReader<GenericRecord> reader) {
        this.reader = reader;
    }

    static ExtraFields of(Schema writer, Schema ours) {
        List<Schema.Field> others = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            if (ours.getField(field.name()) == null && isPlain(field.schema(), false)) {
                others.add(new Schema.Field(field, field.schema()));
            }
        }
        if (others.isEmpty()) {
            return new ExtraFields(null);
        }
        Schema wanted =
                Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, others);
        return new ExtraFields(new GenericDatumReader<>(writer, wanted));
    }

    /** Puts them into the extras of a message that was decoded from a value. */
    void addTo(Observation message, byte[] value) throws IOException {
        Map<String, String> sent = message.getExtras();
        if (reader == null && sent.isEmpty()) {
            return;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        int left = MOST_BYTES;
        for (Map.Entry<String, String> extra : new TreeMap<>(sent).entrySet()) {
            left = keep(extra.getKey(), extra.getValue(), kept, left);
        }
        if (reader != null) {
            GenericRecord others = read(value);
            for (Schema.Field field : others.getSchema().getFields()) {
                Object other = others.get(field.pos());
                if (other != null && !sent.containsKey(field.name())) {
                    left = keep(field.name(), text(other), kept, left);
                }
            }
        }
        message.put(EXTRAS, kept);
    }

    private GenericRecord read(byte[] value) throws IOException {
        int length = value.length - WireFormat.HEADER_BYTES;
        decoder =
                DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, decoder);
        return reader.read(null, decoder);
    }

    /** One that does not fit is left out; returns the bytes that are left. */
    private static int keep(String name, String text, Map<String, String> kept, int left) {
        int bytes = utf8(name) + utf8(text);
        if (bytes > left || kept.size() == MOST_EXTRAS) {
            return left;
        }
        kept.put(name, text);
        return left - bytes;
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Texts, symbols and numbers as they are; all else as JSON. */
    private static String text(Object value) {
        boolean asItIs =
                value instanceof CharSequence
                        || value instanceof Number
                        || value instanceof GenericEnumSymbol;
        return asItIs ? value.toString() : GenericData.get().toString(value);
    }

    /** No collection of records or collections: few bytes of it take much memory. */
    private static boolean isPlain(Schema schema, boolean inCollection) {
        return switch (schema.getType()) {
            case RECORD ->
                    !inCollection
                            && schema.getFields().stream()
                                    .allMatch(f -> isPlain(f.schema(), false));
            case UNION -> schema.getTypes().stream().allMatch(t -> isPlain(t, inCollection));
            case ARRAY -> !inCollection && isPlain(schema.getElementType(), true);
            case MAP -> !inCollection && isPlain(schema.getValueType(), true);
            default -> true;
        };
    }
}
