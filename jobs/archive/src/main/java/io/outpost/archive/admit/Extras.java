package io.outpost.archive.admit;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The unknown fields of a sender as a JSON object, text to text. */
final class Extras {
    private static final char FIRST_PRINTABLE = ' ';

    private Extras() {}

    /** In UTF-8; null when there are none. */
    static byte[] json(Map<String, String> extras) {
        if (extras.isEmpty()) {
            return null;
        }
        StringBuilder json = new StringBuilder("{");
        extras.forEach(
                (name, value) -> {
                    quote(name, json);
                    json.append(':');
                    quote(value, json);
                    json.append(',');
                });
        json.setCharAt(json.length() - 1, '}');
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == 0) {
                // Postgres keeps no NUL in a text.
                json.append('\uFFFD');
            } else if (c < FIRST_PRINTABLE) {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
