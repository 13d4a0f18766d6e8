package io.outpost.api.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the next page goes on: the sort key of the last item, opaque to clients, signed, and bound
 * to one kind of list.
 */
public record Cursor(String kind, List<String> parts) {

    private static final String SEPARATOR = "\u001f";
    private static final int MAX_CHARACTERS = 2000;

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor after(String kind, Object... parts) {
        return new Cursor(kind, List.of(parts).stream().map(Object::toString).toList());
    }

    String encode(CursorKey key) {
        byte[] content =
                Stream.concat(Stream.of(kind), parts.stream())
                        .collect(Collectors.joining(SEPARATOR))
                        .getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(content);
        ByteBuffer all = ByteBuffer.allocate(signature.length + content.length);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(all.put(signature).put(content).array());
    }

    static Cursor decode(String text, String kind, int parts, CursorKey key) {
        List<String> all = List.of(content(text, key).split(SEPARATOR, -1));
        if (all.size() != parts + 1 || !all.get(0).equals(kind)) {
            throw invalid();
        }
        return new Cursor(kind, all.subList(1, all.size()));
    }

    public String text(int part) {
        return parts.get(part);
    }

    public Instant instant(int part) {
        try {
            return Instant.parse(parts.get(part));
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    private static String content(String text, CursorKey key) {
        byte[] all = bytes(text);
        int start = CursorKey.SIGNATURE_BYTES;
        if (all.length < start) {
            throw invalid();
        }
        byte[] content = Arrays.copyOfRange(all, start, all.length);
        if (!key.signed(content, Arrays.copyOf(all, start))) {
            throw invalid();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw invalid();
        }
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(
                "cursor", "not-a-cursor", "is not one that this list gave out; start without it");
    }
}
