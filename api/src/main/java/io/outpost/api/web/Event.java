package io.outpost.api.web;

import java.nio.charset.StandardCharsets;

/** One event of a stream as it is written; the same for all to whom it goes. */
public final class Event {

    /** After how long a browser comes back when a stream has ended. */
    private static final int RETRY_MILLIS = 3_000;

    private final byte[] bytes;

    private Event(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * An event with data.
     *
     * @param id with which a client goes on after it; null: the one before stays
     */
    public static Event of(String name, String id, Object data) {
        String idLine = id == null ? "" : "id: " + id + "\n";
        return new Event(idLine + "event: " + name + "\ndata: " + Json.write(data) + "\n\n");
    }

    /** What a stream begins with: only where it goes on. */
    public static Event begin(String id) {
        return new Event("retry: " + RETRY_MILLIS + "\nid: " + id + "\n\n");
    }

    /** A sign that both ends are there. */
    public static Event heartBeat() {
        return new Event(":\n\n");
    }

    /** The same, with where the stream goes on. */
    public static Event heartBeat(String id) {
        return new Event(":\nid: " + id + "\n\n");
    }

    public int length() {
        return bytes.length;
    }

    byte[] bytes() {
        return bytes;
    }
}
