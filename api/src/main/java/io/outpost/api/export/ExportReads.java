package io.outpost.api.export;

import io.outpost.api.condition.ListConditionHistory;
import io.outpost.api.observation.ListObservations;
import io.outpost.api.place.ListsOfPlace;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.GetTimeseries;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads pages for exports by the routes that list the same of one place. */
final class ExportReads {

    static final int PAGE_ROWS = Request.MAX_LIMIT;

    private static final Set<String> OF_PAGES = Set.of("limit", "cursor");

    private final Map<ExportKind, ListsOfPlace> routes = new EnumMap<>(ExportKind.class);

    ExportReads(PlaceStore places, Database database, Clock clock) {
        routes.put(ExportKind.TIMESERIES, new GetTimeseries(places, database, clock));
        routes.put(ExportKind.OBSERVATIONS, new ListObservations(places, database, clock));
        routes.put(
                ExportKind.CONDITIONS_HISTORY, new ListConditionHistory(places, database, clock));
    }

    /** The parameters of a kind. */
    Set<String> parameters(ExportKind kind) {
        return routes.get(kind).parameters().stream()
                .filter(name -> !OF_PAGES.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of any kind. */
    Set<String> parameters() {
        return Stream.of(ExportKind.values())
                .flatMap(kind -> parameters(kind).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Which page is wanted.
     *
     * @param exportId nobody else knows it: it signs the cursors, which no client sees
     * @param asked the parameters, with a range
     * @param from start of the part of the range that is read, until end
     * @param cursor null: the first page of that part
     */
    record Wanted(
            ExportKind kind,
            String exportId,
            Map<String, List<String>> asked,
            Instant from,
            Instant end,
            String cursor) {}

    PageOfPlace page(Wanted wanted, Place place, int limit) {
        Map<String, List<String>> parameters = new HashMap<>(wanted.asked());
        parameters.put("start", List.of(wanted.from().toString()));
        parameters.put("end", List.of(wanted.end().toString()));
        parameters.put("limit", List.of(String.valueOf(limit)));
        if (wanted.cursor() != null) {
            parameters.put("cursor", List.of(wanted.cursor()));
        }
        Request request = Request.of(parameters, CursorKey.of(wanted.exportId()));
        return routes.get(wanted.kind()).page(request, place);
    }
}
