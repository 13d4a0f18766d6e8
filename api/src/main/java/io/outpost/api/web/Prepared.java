package io.outpost.api.web;

import java.nio.charset.StandardCharsets;

/** A body that is given out more than once, with the tag that it has each time. */
public record Prepared(byte[] bytes, String entityTag) {

    /** Of a text in UTF-8. */
    public static Prepared of(String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Prepared(bytes, EntityTag.of(mediaType, bytes));
    }
}
