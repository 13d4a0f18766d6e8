package io.outpost.api.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Waits for the body of a request before a thread is given to it, so that senders that are slow
 * hold no threads. A body that is longer than one that is read whole goes on as a stream, and only
 * so many at a time. Who sends too slowly is answered 408; time in which nobody reads does not
 * count.
 */
final class BodyLoader extends Handler.Wrapper {

    /** One byte beyond what is read whole, so that who reads sees that there is more. */
    static final int MAX_LOADED_BYTES = Body.MAX_BYTES + 1;

    /** Of all bodies together that wait for their end. */
    static final int MAX_BYTES_OF_ALL = 24 * 1024 * 1024;

    /** Half of the threads: the others stay for everybody else. */
    static final int MAX_STREAMS = HttpServer.MAX_THREADS / 2;

    /** What a body may take, and beyond that for each byte; a station by GPRS keeps it. */
    private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int LEAST_BYTES_PER_SECOND = 1_000;
    private static final long NANOS_PER_BYTE =
            Duration.ofSeconds(1).toNanos() / LEAST_BYTES_PER_SECOND;

    private final AtomicLong bytesOfAll = new AtomicLong();
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!hasBody(request)) {
            return super.handle(request, response, callback);
        }
        new Loading(new PacedRequest(request), response, callback).read(Runnable::run);
        return true;
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0
                || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Reads one body as it comes. */
    private final class Loading implements Invocable.Task {

        private final PacedRequest request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream loaded = new ByteArrayOutputStream();
        private boolean streams;

        Loading(PacedRequest request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = Callback.from(this::forget, callback);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /**
         * More has come. What follows goes to a thread of its own: whoever reads on from here would
         * wait for news that only comes once this has returned.
         */
        @Override
        public void run() {
            read(request.getContext());
        }

        void read(Executor handling) {
            while (true) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    boolean slow = chunk.getFailure() instanceof TimeoutException;
                    answer(slow ? ProblemKind.TOO_SLOW : ProblemKind.BAD_REQUEST);
                    return;
                }
                boolean fits = take(chunk);
                boolean last = chunk.isLast();
                chunk.release();
                if (!fits) {
                    answer(ProblemKind.BUSY);
                    return;
                }
                if (last || loaded.size() >= MAX_LOADED_BYTES) {
                    handling.execute(() -> handOn(last));
                    return;
                }
            }
        }

        private boolean take(Content.Chunk chunk) {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes, 0, bytes.length);
            loaded.writeBytes(bytes);
            return bytesOfAll.addAndGet(bytes.length) <= MAX_BYTES_OF_ALL;
        }

        private void handOn(boolean last) {
            streams = !last && BodyLoader.this.streams.tryAcquire();
            if (!last && !streams) {
                answer(ProblemKind.BUSY);
                return;
            }
            Request whole = new LoadedRequest(request, loaded.toByteArray(), last);
            try {
                if (!BodyLoader.super.handle(whole, response, callback)) {
                    answer(ProblemKind.NOT_FOUND);
                }
            } catch (Throwable e) {
                Response.writeError(whole, response, callback, e);
            }
        }

        private void answer(ProblemKind kind) {
            Response.writeError(request, response, callback, kind.status());
        }

        private void forget() {
            bytesOfAll.addAndGet(-loaded.size());
            if (streams) {
                BodyLoader.this.streams.release();
            }
        }
    }

    /** Fails once its reader has waited longer than the bytes that came may take. */
    private static final class PacedRequest extends Request.Wrapper {

        private long waitedNanos;
        private long bytes;

        PacedRequest(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            if (waitedNanos > GRACE_NANOS + bytes * NANOS_PER_BYTE) {
                return Content.Chunk.from(new TimeoutException("the body comes too slowly"));
            }
            Content.Chunk chunk = super.read();
            if (chunk != null) {
                bytes += chunk.remaining();
            }
            return chunk;
        }

        @Override
        public void demand(Runnable whenThere) {
            long began = System.nanoTime();
            super.demand(
                    Invocable.from(
                            Invocable.getInvocationType(whenThere),
                            () -> {
                                waitedNanos += System.nanoTime() - began;
                                whenThere.run();
                            }));
        }
    }

    /** What was loaded comes first, then what follows. */
    private static final class LoadedRequest extends Request.Wrapper {

        private final boolean isWhole;
        private Content.Chunk loaded;

        LoadedRequest(Request request, byte[] loaded, boolean isWhole) {
            super(request);
            this.loaded = Content.Chunk.from(ByteBuffer.wrap(loaded), isWhole);
            this.isWhole = isWhole;
        }

        @Override
        public Content.Chunk read() {
            if (loaded == null) {
                return super.read();
            }
            Content.Chunk next = loaded;
            loaded = isWhole ? Content.Chunk.EOF : null;
            return next;
        }

        @Override
        public void demand(Runnable whenThere) {
            if (loaded == null) {
                super.demand(whenThere);
            } else {
                whenThere.run();
            }
        }
    }
}
