package io.outpost.api.export;

import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.EventTimes;
import io.outpost.api.web.Last;
import io.outpost.api.web.Origin;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.QueryBody;
import io.outpost.api.web.Request;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what is to be exported: which places, which range, and what of them. */
final class ExportQuery {

    private static final int MOST_SPANS = 20_000;
    private static final int ID_BYTES = 16;

    /** By which an export is asked for besides what its reads are asked for. */
    private static final Set<String> OWN =
            Set.of(
                    ExportKind.PARAMETER,
                    ExportFormat.PARAMETER,
                    ExportedPlaces.IDS,
                    ExportedPlaces.BOX,
                    "start",
                    "end",
                    Last.PARAMETER);

    private final ExportedPlaces places;
    private final ExportReads reads;
    private final QueryBody body;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ExportQuery(PlaceStore places, ExportReads reads, Clock clock) {
        this.places = new ExportedPlaces(places);
        this.reads = reads;
        this.clock = clock;
        Set<String> known = new HashSet<>(OWN);
        known.addAll(reads.parameters());
        this.body = new QueryBody(known, Set.of(ExportedPlaces.IDS, "quantity"));
    }

    /**
     * Reads one.
     *
     * @throws ProblemException where it is none, or its reads would refuse it
     */
    NewExport read(Request request) {
        Map<String, List<String>> asked = body.read(request);
        String id = newId();
        Request parameters = Request.of(asked, CursorKey.of(id));
        ExportKind kind = ExportKind.of(parameters);
        ExportFormat format = ExportFormat.of(parameters);
        requireOf(kind, asked);
        List<Place> of = places.of(asked, parameters);
        TimeRange range = range(kind, parameters, of);
        Map<String, List<String>> ofReads = ofReads(asked, range);
        Instant end = kind.spanEnd(range.start(), range.end());
        ExportReads.Wanted first =
                new ExportReads.Wanted(kind, id, ofReads, range.start(), end, null);
        return new NewExport(
                id,
                request.caller().id(),
                Origin.of(request.remoteAddress()),
                kind,
                format,
                ofReads,
                of.stream().map(Place::placeId).toList(),
                // What is refused is refused at once.
                reads.page(first, of.get(0), 1).units());
    }

    /** Nobody guesses it. */
    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void requireOf(ExportKind kind, Map<String, List<String>> asked) {
        for (String name : asked.keySet()) {
            if (!OWN.contains(name) && !reads.parameters(kind).contains(name)) {
                throw ProblemException.invalid(
                        name, "not-served-here", "is no parameter of " + kind.id());
            }
        }
    }

    /** By default it ends just behind the newest observation of the places. */
    private TimeRange range(ExportKind kind, Request request, List<Place> of) {
        Instant newest =
                of.stream()
                        .map(Place::latestAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElseGet(clock::instant);
        Instant behind = kind.isOpenEnded() ? newest : newest.plusMillis(1);
        Instant start =
                Last.of(request)
                        .map(back -> before(behind, back))
                        .or(() -> request.instant("start"))
                        .orElseThrow(ExportQuery::hasNoStart);
        Instant end = request.instant("end").orElse(kind.isOpenEnded() ? EventTimes.LAST : behind);
        TimeRange range = new TimeRange(start, end);
        requireFew(of.size() * kind.spans(start, end));
        return range;
    }

    private static Instant before(Instant end, Duration back) {
        Instant start = end.minus(back);
        return start.isBefore(EventTimes.FIRST) ? EventTimes.FIRST : start;
    }

    private static ProblemException hasNoStart() {
        return ProblemException.invalid("start", "missing", "give start, or last");
    }

    private static void requireFew(long spans) {
        if (spans > MOST_SPANS) {
            throw ProblemException.tooMuch(
                    "start",
                    "Places x spans of the range are %d at most, and here %d. Ask for fewer places or a shorter range."
                            .formatted(MOST_SPANS, spans));
        }
    }

    /** An end that nobody has asked for is none. */
    private static Map<String, List<String>> ofReads(
            Map<String, List<String>> asked, TimeRange range) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(asked);
        parameters.keySet().removeAll(OWN);
        parameters.put("start", List.of(range.start().toString()));
        if (!range.end().equals(EventTimes.LAST)) {
            parameters.put("end", List.of(range.end().toString()));
        }
        return parameters;
    }
}
