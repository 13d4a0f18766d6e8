package io.outpost.api.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives the one error shape also to requests so broken that Jetty rejects them before any route.
 */
final class UnreadableRequestHandler implements Handler {

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        ProblemException failure =
                new ProblemException(ProblemKind.BAD_REQUEST, "The request is not valid HTTP.");
        String traceId = TraceId.of(request.getHeaders().get("traceparent"));
        String body = Json.write(Problem.of(failure, request.getHttpURI().getPath(), traceId));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Content.Sink.write(response, true, body, callback);
        return true;
    }
}
