package io.outpost.api.web;

import java.util.Locale;

/** The kinds of error that the API answers, each with its HTTP status and title. */
public enum ProblemKind {
    BAD_REQUEST(400, "The request cannot be read"),
    INVALID_PARAMETER(400, "A parameter is not valid"),
    UNKNOWN_PARAMETER(400, "A query parameter is not known"),
    UNAUTHENTICATED(401, "It is not proved who asks"),
    FORBIDDEN(403, "This caller may not do this"),
    UNKNOWN_PLACE(404, "No such place"),
    NOT_FOUND(404, "No such resource"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be served"),
    TOO_SLOW(408, "The body came too slowly"),
    DELETED_PLACE(409, "The place was deleted"),
    NOT_DONE(409, "The export is not done"),
    IN_PROGRESS(409, "The same request is still in progress"),
    TOO_LARGE(413, "The body is too large"),
    URI_TOO_LONG(414, "The address is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not taken"),
    RANGE_NOT_SATISFIABLE(416, "The range begins behind the end"),
    MISDIRECTED(421, "This is not the server of that name"),
    UNPROCESSABLE(422, "The body does not say what it must"),
    TOO_MUCH(422, "More is asked than one answer holds"),
    TOO_MANY_REQUESTS(429, "More was asked than the limit allows"),
    HEADERS_TOO_LARGE(431, "The header fields are too large"),
    INTERNAL(500, "The server failed"),
    BUSY(503, "Too much is sent or asked at once"),
    NOT_FOLLOWING(503, "The results do not follow the log at present"),
    LOG_UNAVAILABLE(503, "Nothing can be written to the log at present"),
    UNAVAILABLE(503, "The results cannot be read at present"),
    TIMED_OUT(503, "The query took too long");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The URI that names the kind for programs. */
    public String type() {
        return "urn:outpost:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
