package io.outpost.api.stream;

import io.outpost.api.display.Display;
import io.outpost.api.web.Event;
import io.outpost.api.web.EventStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A client with the alerts that it wants. While what it has missed is read for it, new alerts are
 * kept back. The feed's lock guards it.
 */
final class Subscriber {

    private final EventStream stream;
    private final AlertFilter filter;
    private final Display display;
    private final long openedNanos;

    /** Null: nothing is kept back. */
    private List<Event> kept;

    private int keptBytes;

    Subscriber(
            EventStream stream,
            AlertFilter filter,
            Display display,
            long nowNanos,
            boolean resumes) {
        this.stream = stream;
        this.filter = filter;
        this.display = display;
        this.openedNanos = nowNanos;
        this.kept = resumes ? new ArrayList<>() : null;
    }

    EventStream stream() {
        return stream;
    }

    boolean wants(TopicAlert alert) {
        return filter.takes(alert);
    }

    /** How the client wants values to be shown. */
    Display display() {
        return display;
    }

    long openedNanos() {
        return openedNanos;
    }

    boolean resumes() {
        return kept != null;
    }

    /** A new alert. */
    void send(Event event) {
        if (kept == null) {
            stream.send(event);
        } else if (keptBytes + event.length() > EventStream.MAX_WAITING_BYTES) {
            stream.end(EventStream.End.TOO_SLOW);
        } else {
            kept.add(event);
            keptBytes += event.length();
        }
    }

    /** All that it has missed is sent. */
    void goOn() {
        List<Event> since = kept;
        kept = null;
        since.forEach(stream::send);
    }
}
