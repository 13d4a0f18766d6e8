package io.outpost.tracing;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span that others refer to, as W3C Trace Context writes it (version 00), of a trace that is
 * sampled.
 *
 * @param traceId 32 hexadecimal digits, not all 0
 * @param spanId 16 hexadecimal digits, not all 0
 */
public record Traceparent(String traceId, String spanId) {
    public static final String HEADER = "traceparent";

    private static final int LENGTH = 55;
    private static final Pattern FORM =
            Pattern.compile(
                    "00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]([0-9a-f])");
    private static final int RADIX = 16;

    /**
     * Among the headers of a Kafka record; null: there is none, or its trace is not sampled.
     *
     * @param names null: none are known
     */
    public static Traceparent ofHeaders(String[] names, byte[][] values) {
        for (int i = 0; names != null && i < names.length; i++) {
            if (names[i].equals(HEADER) && values[i] != null && values[i].length == LENGTH) {
                return parse(new String(values[i], StandardCharsets.ISO_8859_1));
            }
        }
        return null;
    }

    /** Null: it is none, or its trace is not sampled. */
    public static Traceparent parse(String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = FORM.matcher(text);
        boolean isSampled =
                matcher.matches() && (Integer.parseInt(matcher.group(3), RADIX) & 1) == 1;
        return isSampled ? new Traceparent(matcher.group(1), matcher.group(2)) : null;
    }

    /** As the header of a Kafka record. */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }
}
