package io.outpost.flink.serializer;

import io.outpost.schemas.wire.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;

/**
 * The headers of nearly every record that has any: the one that says that it is an observation. All
 * records share the arrays, which are not to be changed.
 */
public final class UsualHeaders {
    private static final String[] NAMES = {RecordType.HEADER};
    private static final byte[][] VALUES = {
        RecordType.OBSERVATION.fullName().getBytes(StandardCharsets.UTF_8)
    };

    private UsualHeaders() {}

    public static String[] names() {
        return NAMES;
    }

    public static byte[][] values() {
        return VALUES;
    }

    public static boolean are(Header[] headers) {
        return headers.length == 1 && is(headers[0].key(), headers[0].value());
    }

    static boolean are(String[] names, byte[][] values) {
        return names == NAMES || (names.length == 1 && is(names[0], values[0]));
    }

    private static boolean is(String name, byte[] value) {
        return name.equals(RecordType.HEADER) && Arrays.equals(value, VALUES[0]);
    }
}
