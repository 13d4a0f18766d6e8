package io.outpost.api;

import io.outpost.api.ingest.PostObservations;
import io.outpost.api.observation.ListObservations;
import io.outpost.api.series.GetAggregates;
import io.outpost.api.series.GetSummary;
import io.outpost.api.series.GetTimeseries;
import io.outpost.api.web.Endpoint;
import io.outpost.api.web.ShortName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The short paths that clients use which were there before this API, each for a route of it. */
final class ShortNames {

    private static final Map<String, String> RANGE =
            Map.of("start", "start_time", "end", "end_time");

    private static final List<Line> TABLE =
            List.of(
                    new Line("/observation", PostObservations.class, Map.of()),
                    new Line("/weather/{id}", ListObservations.class, RANGE),
                    new Line("/weather/aggregate/{id}", GetAggregates.class, RANGE),
                    new Line("/weather/timeseries/{id}", GetTimeseries.class, RANGE),
                    new Line("/summary/{id}", GetSummary.class, Map.of()));

    private ShortNames() {}

    private record Line(
            String path, Class<? extends Endpoint> route, Map<String, String> parameters) {}

    /** Those of the routes that are served. */
    static Stream<ShortName> of(List<Endpoint> routes) {
        return TABLE.stream()
                .flatMap(
                        line ->
                                routes.stream()
                                        .filter(line.route()::isInstance)
                                        .map(
                                                route ->
                                                        new ShortName(
                                                                route,
                                                                line.path(),
                                                                line.parameters())));
    }
}
