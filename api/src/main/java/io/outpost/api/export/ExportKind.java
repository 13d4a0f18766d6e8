package io.outpost.api.export;

import com.fasterxml.jackson.annotation.JsonValue;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** What is exported, by the name of the path that lists it of one place. */
enum ExportKind {
    TIMESERIES(Duration.ofDays(366)),
    /** As long as one read of them may be. */
    OBSERVATIONS(Duration.ofDays(31)),
    /** Few, in one table that is not cut by time; they come later than observations as well. */
    CONDITIONS_HISTORY(null);

    static final String PARAMETER = "kind";

    private final Duration span;

    ExportKind(Duration span) {
        this.span = span;
    }

    static ExportKind of(Request request) {
        String name =
                request.text(PARAMETER)
                        .orElseThrow(
                                () ->
                                        ProblemException.invalid(
                                                PARAMETER, "missing", "must be given"));
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        PARAMETER,
                                        "unknown",
                                        "must be timeseries, observations or conditions_history"));
    }

    @JsonValue
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether its range has no end where none is asked for. */
    boolean isOpenEnded() {
        return span == null;
    }

    /** Where the span ends that begins at an instant of a range: nothing reads more at once. */
    Instant spanEnd(Instant from, Instant end) {
        return span == null || !from.plus(span).isBefore(end) ? end : from.plus(span);
    }

    /** How many spans a range has. */
    long spans(Instant start, Instant end) {
        return span == null
                ? 1
                : 1 + (end.getEpochSecond() - start.getEpochSecond()) / span.toSeconds();
    }
}
