package io.outpost.api.web;

import java.util.concurrent.CompletionStage;

/**
 * A route whose answer comes from another system: while it waits, no thread is held. The reply is
 * written on a thread of the server, whatever thread completes it.
 */
public non-sealed interface AwaitedRoute extends Endpoint {

    /**
     * The answer to come; rejections are thrown, or complete it, as {@link ProblemException}.
     *
     * @throws ProblemException when it is rejected before there is anything to wait for
     */
    CompletionStage<Reply> answer(Request request);
}
