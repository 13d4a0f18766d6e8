package io.outpost.api.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where the next page goes on: the sort key of the last item, opaque to clients and bound to one
 * kind of list.
 */
public record Cursor(String kind, List<String> parts) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        parts = List.copyOf(parts);
    }

    public static Cursor after(String kind, Object... parts) {
        return new Cursor(kind, List.of(parts).stream().map(Object::toString).toList());
    }

    public String encode() {
        List<String> all = new ArrayList<>();
        all.add(kind);
        all.addAll(parts);
        byte[] bytes = String.join(SEPARATOR, all).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor decode(String text, String kind, int parts) {
        List<String> all = List.of(bytesAsText(text).split(SEPARATOR, -1));
        if (all.size() != parts + 1 || !all.get(0).equals(kind) || text.length() > 2000) {
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

    private static String bytesAsText(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            String decoded = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            if (decoded.indexOf('\0') >= 0) {
                throw invalid();
            }
            return decoded;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.invalid(
                "cursor", "not-a-cursor", "is not one that this list gave out; start without it");
    }
}
