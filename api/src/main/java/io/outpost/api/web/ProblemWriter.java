package io.outpost.api.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns every failure of a request into the one error shape; what is our fault is logged with its
 * trace id.
 */
final class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    static final int RETRY_AFTER_SECONDS = 5;

    void write(Exception failure, Context context) {
        ProblemException problem = asProblem(failure);
        String traceId = RequestTraces.id(context);
        log(problem, failure, context, traceId);
        if (problem.kind().status() == 503) {
            context.header("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        }
        problem.headers().forEach(context::header);
        context.status(problem.kind().status()).contentType(Problem.MEDIA_TYPE);
        context.result(Json.write(Problem.of(problem, context.req().getRequestURI(), traceId)));
    }

    private static ProblemException asProblem(Exception failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof HttpResponseException rejected) {
            return rejected(rejected);
        }
        return new ProblemException(
                ProblemKind.INTERNAL, "The failure is logged under the trace id.");
    }

    private static ProblemException rejected(HttpResponseException rejected) {
        return switch (rejected.getStatus()) {
            case 404 ->
                    new ProblemException(ProblemKind.NOT_FOUND, "Nothing is served at this path.");
            case 405 ->
                    methodNotAllowed(rejected.getDetails().getOrDefault("availableMethods", ""));
            default -> new ProblemException(ProblemKind.BAD_REQUEST, "The request cannot be read.");
        };
    }

    private static ProblemException methodNotAllowed(String allowed) {
        return new ProblemException(
                        ProblemKind.METHOD_NOT_ALLOWED, "This path is asked with " + allowed + ".")
                .with("Allow", allowed);
    }

    private static void log(
            ProblemException problem, Exception failure, Context context, String traceId) {
        String path = context.req().getRequestURI();
        switch (problem.kind()) {
            case INTERNAL -> LOG.error("{} failed, trace id {}", path, traceId, failure);
            case UNAVAILABLE, TIMED_OUT ->
                    LOG.warn("{}: {}, trace id {}", path, failure.getCause(), traceId);
            default -> LOG.debug("{} rejected: {}", path, problem.getMessage());
        }
    }
}
