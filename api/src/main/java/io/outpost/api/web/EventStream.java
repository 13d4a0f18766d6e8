package io.outpost.api.web;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Events on their way to one client, written as it takes them, by no thread of their own. What
 * waits for the client is bounded: one that takes too little is sent {@code closed} and ended.
 * Thread-safe.
 */
public final class EventStream {

    /** That wait for the client; one event more may be longer. */
    public static final int MAX_WAITING_BYTES = 1024 * 1024;

    private static final String OPENED = "io.outpost.stream-opened";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Cache-Control", "no-store",
                    // nginx would keep events back until it has a page of them.
                    "X-Accel-Buffering", "no");

    private final ServletOutputStream out;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean clientIsReady;
    private boolean unflushed;
    private volatile End end;

    private EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Why a stream ends. */
    public enum End {
        CLIENT_GONE,
        TOO_SLOW,
        /** It has lasted as long as one may: who asks again is admitted again. */
        LIFETIME,
        SERVER_ENDING,
        /** Positions in what was read before mean nothing any more. */
        TOPIC_CHANGED,
        UNAVAILABLE
    }

    /** The data of the last event. */
    private record Closed(String reason) {}

    /**
     * Begins one; completes when nothing more is written.
     *
     * @param threads on which it completes
     */
    static CompletionStage<End> begin(
            Context context, Consumer<EventStream> start, Executor threads) {
        try {
            EventStream stream = new EventStream(context.res().getOutputStream());
            start.accept(stream);
            HEADERS.forEach(context::header);
            context.contentType(StreamedRoute.MEDIA_TYPE);
            context.attribute(OPENED, System.nanoTime());
            stream.listen();
            return stream.ended.thenApplyAsync(end -> end, threads);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** How long the client waited for a stream that was opened; its life is no time of waiting. */
    static Optional<Float> millisToOpen(Context context, float millis) {
        Long opened = context.attribute(OPENED);
        return Optional.ofNullable(opened)
                .map(at -> millis - Duration.ofNanos(System.nanoTime() - at).toMillis());
    }

    /** Sends an event, unless the stream is at its end. */
    public void send(Event event) {
        change(
                () -> {
                    boolean fits =
                            waiting.isEmpty() || waitingBytes + event.length() <= MAX_WAITING_BYTES;
                    if (end == null && fits) {
                        add(event);
                    } else if (end == null) {
                        lastEvent(End.TOO_SLOW);
                    }
                });
    }

    /** Ends it with an event that says why, after what waits for the client. */
    public void end(End why) {
        change(
                () -> {
                    if (end == null) {
                        lastEvent(why);
                    }
                });
    }

    /** Of events that wait for the client, bytes. */
    public synchronized int waitingBytes() {
        return waitingBytes;
    }

    public synchronized boolean isOpen() {
        return end == null;
    }

    /** Called once, when nothing more is written; at once, if that is so. */
    @SuppressWarnings("FutureReturnValueIgnored") // there is nothing to wait for
    public void whenEnded(Consumer<End> action) {
        ended.thenAccept(action);
    }

    private void lastEvent(End why) {
        end = why;
        if (why == End.TOO_SLOW) {
            waiting.clear();
            waitingBytes = 0;
        }
        add(Event.of("closed", null, new Closed(why.name())));
    }

    private void add(Event event) {
        waiting.add(event);
        waitingBytes += event.length();
    }

    private void gone() {
        change(
                () -> {
                    end = end == null ? End.CLIENT_GONE : end;
                    waiting.clear();
                    waitingBytes = 0;
                    clientIsReady = false;
                    unflushed = false;
                });
        ended.complete(end);
    }

    /** What follows from the end is done without the lock. */
    private void change(Runnable change) {
        if (changed(change)) {
            ended.complete(end);
        }
    }

    private synchronized boolean changed(Runnable change) {
        change.run();
        return !ended.isDone() && write();
    }

    /** True when all is written that ever will be. */
    private boolean write() {
        try {
            while (clientIsReady) {
                if (!out.isReady()) {
                    clientIsReady = false;
                } else if (!waiting.isEmpty()) {
                    Event next = waiting.remove();
                    waitingBytes -= next.length();
                    out.write(next.bytes());
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return end != null;
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            end = end == null ? End.CLIENT_GONE : end;
            return true;
        }
    }

    private void listen() {
        try {
            out.setWriteListener(new Client());
        } catch (RuntimeException e) {
            gone();
            throw e;
        }
    }

    /** What the server says of the client. */
    private final class Client implements WriteListener {

        @Override
        public void onWritePossible() {
            change(() -> clientIsReady = true);
        }

        @Override
        public void onError(Throwable failure) {
            gone();
        }
    }
}
