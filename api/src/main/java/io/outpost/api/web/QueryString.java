package io.outpost.api.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads query strings: percent-encoded UTF-8, with + for a space. What is not is rejected, as a
 * parameter left out would widen what was asked.
 */
final class QueryString {

    /** What stands where the server met bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private QueryString() {}

    /** The values of each parameter, in their order; null: no query string. */
    static Map<String, List<String>> parse(String text) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : (text == null ? "" : text).split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decode(name, name), key -> new ArrayList<>())
                        .add(decode(name, value));
            }
        }
        return values;
    }

    private static String decode(String parameter, String text) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put(escaped(parameter, raw, i + 1));
                i += 2;
            } else {
                bytes.put(raw[i] == '+' ? (byte) ' ' : raw[i]);
            }
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw notUtf8(parameter);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw notUtf8(parameter);
        }
    }

    private static byte escaped(String parameter, byte[] raw, int at) {
        if (at + 1 >= raw.length
                || !HexFormat.isHexDigit(raw[at])
                || !HexFormat.isHexDigit(raw[at + 1])) {
            throw ProblemException.invalid(
                    parameter,
                    "malformed-escape",
                    "% must be followed by two hexadecimal digits; % itself is written %25");
        }
        return (byte) (HexFormat.fromHexDigit(raw[at]) << 4 | HexFormat.fromHexDigit(raw[at + 1]));
    }

    private static ProblemException notUtf8(String parameter) {
        return ProblemException.invalid(
                parameter, "not-utf-8", "must be UTF-8, percent-encoded where it is not ASCII");
    }
}
