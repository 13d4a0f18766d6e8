package io.outpost.api.web;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A route that answers with events as they come (Server-Sent Events) until one side ends that. No
 * thread is held meanwhile.
 */
public non-sealed interface StreamedRoute extends Endpoint, AutoCloseable {

    String MEDIA_TYPE = "text/event-stream";

    /**
     * What is done with the stream once it is there; it is called before anything is written, so
     * that it, too, may reject the request.
     *
     * @throws ProblemException when it is rejected at once
     */
    CompletionStage<Consumer<EventStream>> open(Request request);

    /** Ends all streams, and opens no more. */
    @Override
    void close();
}
