package io.outpost.e2e.burst;

/**
 * Puts Server-Sent Events together, line by line, as browsers do: an event counts once its empty
 * line is there, and the newest id stays known.
 */
final class EventLines {
    private String id;
    private String nextId;
    private String event = "";
    private String data = "";

    /** An event with data. */
    record Event(String name, String data) {}

    /** By which a client goes on; null: it has heard of none. */
    String lastId() {
        return id;
    }

    /** The event that ends with the line; null: none does. */
    Event add(String line) {
        if (line.isEmpty()) {
            return end();
        }
        if (line.startsWith("id: ")) {
            nextId = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
            event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
            data += line.substring("data: ".length());
        }
        return null;
    }

    private Event end() {
        Event ended = data.isEmpty() ? null : new Event(event, data);
        id = nextId == null ? id : nextId;
        forget();
        return ended;
    }

    /** The connection was cut: what has not ended never was. */
    void forget() {
        nextId = null;
        event = "";
        data = "";
    }
}
