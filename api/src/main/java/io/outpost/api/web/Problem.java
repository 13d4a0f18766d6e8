package io.outpost.api.web;

import java.util.List;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The one shape of an error: RFC 9457 problem details, with what is wrong in each place and the id
 * to find it in the logs.
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        List<Fault> errors,
        String traceId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One thing that is wrong; the pointer says where: {@code /query/start}, {@code /path/id},
     * {@code /body/0/observed_at}; of what is not ready, {@code /postgres_reads}.
     */
    public record Fault(String pointer, String code, String detail) {

        /** A JSON pointer has ~ and / of a name escaped. */
        static Fault inQuery(String parameter, String code, String detail) {
            String escaped = parameter.replace("~", "~0").replace("/", "~1");
            return new Fault("/query/" + escaped, code, detail);
        }

        /** The same of a parameter that stands in the body. */
        Fault inBody() {
            return new Fault(pointer.replaceFirst("^/query/", "/body/"), code, detail);
        }
    }

    /** Of a request that the server itself could not read, with the status that it gives. */
    static Problem ofStatus(int status, String instance, String traceId) {
        ProblemKind kind =
                switch (status) {
                    case 404 -> ProblemKind.NOT_FOUND;
                    case 408 -> ProblemKind.TOO_SLOW;
                    case 414 -> ProblemKind.URI_TOO_LONG;
                    case 431 -> ProblemKind.HEADERS_TOO_LARGE;
                    case 503 -> ProblemKind.BUSY;
                    default -> status >= 500 ? ProblemKind.INTERNAL : ProblemKind.BAD_REQUEST;
                };
        String detail = HttpStatus.getMessage(status) + ".";
        return new Problem(kind.type(), kind.title(), status, detail, instance, List.of(), traceId);
    }

    static Problem of(ProblemException failure, String instance, String traceId) {
        ProblemKind kind = failure.kind();
        return new Problem(
                kind.type(),
                kind.title(),
                kind.status(),
                failure.getMessage(),
                instance,
                failure.faults(),
                traceId);
    }
}
