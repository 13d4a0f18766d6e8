package io.outpost.api.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives the one error shape also to requests so broken that Jetty rejects them before any route,
 * with Jetty's status.
 */
final class UnreadableRequestHandler implements Handler {

    @Override
    public boolean handle(
            org.eclipse.jetty.server.Request request, Response response, Callback callback) {
        String traceId = TraceId.of(request.getHeaders().get("traceparent"));
        String path = request.getHttpURI() == null ? null : request.getHttpURI().getPath();
        Problem problem = Problem.ofStatus(response.getStatus(), path == null ? "" : path, traceId);
        SecurityHeaders.put(request, response.getHeaders());
        if (problem.status() == 503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, ProblemWriter.RETRY_AFTER_SECONDS);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        Content.Sink.write(response, true, Json.write(problem), callback);
        return true;
    }
}
