package io.outpost.api.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request that cannot be answered as asked; becomes a {@link Problem}. */
public final class ProblemException extends RuntimeException {

    private final ProblemKind kind;
    private final List<Problem.Fault> faults;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public ProblemException(ProblemKind kind, String detail) {
        this(kind, detail, List.of(), null);
    }

    private ProblemException(
            ProblemKind kind, String detail, List<Problem.Fault> faults, Throwable cause) {
        super(detail, cause);
        this.kind = kind;
        this.faults = List.copyOf(faults);
    }

    /** A query parameter whose value breaks its rule. */
    public static ProblemException invalid(String parameter, String code, String detail) {
        return new ProblemException(
                ProblemKind.INVALID_PARAMETER,
                parameter + ": " + detail,
                List.of(Problem.Fault.inQuery(parameter, code, detail)),
                null);
    }

    /** A header field whose value breaks its rule. */
    public static ProblemException invalidHeader(String header, String code, String detail) {
        return new ProblemException(
                ProblemKind.INVALID_PARAMETER,
                header + ": " + detail,
                List.of(new Problem.Fault("/header/" + header, code, detail)),
                null);
    }

    static ProblemException unknownParameters(List<String> names, String known) {
        List<Problem.Fault> faults =
                names.stream().map(name -> Problem.Fault.inQuery(name, "unknown", known)).toList();
        return new ProblemException(
                ProblemKind.UNKNOWN_PARAMETER,
                "Not known here: " + String.join(", ", names) + ". " + known,
                faults,
                null);
    }

    public static ProblemException unknownPlace(String placeId) {
        return new ProblemException(
                ProblemKind.UNKNOWN_PLACE,
                "There is no place '"
                        + placeId
                        + "': it is not registered and has sent no observations, or it was deleted.",
                List.of(new Problem.Fault("/path/id", "unknown", "no such place")),
                null);
    }

    public static ProblemException unavailable(Throwable cause) {
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                "The database does not answer; try again shortly.",
                List.of(),
                cause);
    }

    /** A body that is read, but does not say what it must; each fault has its JSON pointer. */
    public static ProblemException unprocessable(String detail, List<Problem.Fault> faults) {
        return new ProblemException(ProblemKind.UNPROCESSABLE, detail, faults, null);
    }

    /** More than one answer may hold; the detail says how much that is. */
    public static ProblemException tooMuch(String parameter, String detail) {
        return new ProblemException(
                ProblemKind.TOO_MUCH,
                detail,
                List.of(Problem.Fault.inQuery(parameter, "too-much", detail)),
                null);
    }

    /** The same of a request whose parameters stand in its body. */
    public ProblemException inBody() {
        ProblemKind ofBody =
                kind == ProblemKind.INVALID_PARAMETER ? ProblemKind.UNPROCESSABLE : kind;
        List<Problem.Fault> pointed = faults.stream().map(Problem.Fault::inBody).toList();
        return new ProblemException(ofBody, getMessage(), pointed, getCause());
    }

    /** Of several servers, those that do not answer. */
    public static ProblemException unavailable(List<Problem.Fault> servers, Throwable cause) {
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                servers.stream().map(Problem.Fault::detail).collect(Collectors.joining(" ")),
                servers,
                cause);
    }

    public static ProblemException timedOut(Throwable cause) {
        return new ProblemException(
                ProblemKind.TIMED_OUT,
                "The query was ended after its time limit; ask for a shorter range or a smaller limit.",
                List.of(),
                cause);
    }

    public ProblemKind kind() {
        return kind;
    }

    /** This with a header of its answer. */
    public ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Map<String, String> headers() {
        return headers;
    }

    List<Problem.Fault> faults() {
        return faults;
    }
}
