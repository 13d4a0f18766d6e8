package io.outpost.api.web;

import java.util.Map;

/**
 * What a route answers: a status, a media type, more headers, and a body that is text, to be
 * written as JSON, {@link Prepared}, or a {@link BodyWriter}.
 */
public record Reply(int status, String mediaType, Object body, Map<String, String> headers) {

    public static final String JSON = "application/json";

    public static Reply json(Object body) {
        return new Reply(200, JSON, body, Map.of());
    }

    public static Reply text(String mediaType, String body) {
        return new Reply(200, mediaType, body, Map.of());
    }

    /** That it is done, without a word. */
    public static Reply nothing() {
        return new Reply(204, "", "", Map.of());
    }

    /** This reply with a status other than 200. */
    public Reply withStatus(int other) {
        return new Reply(other, mediaType, body, headers);
    }

    /** This reply with these headers, and no others of its own. */
    public Reply withHeaders(Map<String, String> others) {
        return new Reply(status, mediaType, body, others);
    }

    /** This reply with a Link to the page that follows. */
    public Reply withNextPage(Request request, String cursor) {
        if (cursor == null) {
            return this;
        }
        return new Reply(status, mediaType, body, Map.of("Link", request.linkToNext(cursor)));
    }
}
