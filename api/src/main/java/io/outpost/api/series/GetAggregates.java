package io.outpost.api.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Last;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * GET /v1/places/{id}/aggregates: least, greatest, mean, count and coverage over a range, put
 * together from stored panes.
 */
public final class GetAggregates implements ReadRoute {

    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    private final PlaceStore places;
    private final PaneStore panes;
    private final Anomalies anomalies;
    private final Clock clock;

    public GetAggregates(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.panes = new PaneStore(database);
        this.anomalies = new Anomalies(panes);
        this.clock = clock;
    }

    /** The answer; panes counts the stored panes that it was put together from. */
    record Aggregates(
            String placeId,
            Instant start,
            Instant end,
            long observations,
            Double coverage,
            Map<String, Value> quantities,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Anomaly> anomalies,
            Map<String, Long> panes,
            Instant asOf,
            Long revision,
            Map<String, String> units,
            Map<String, String> methods) {}

    @Override
    public String path() {
        return "/v1/places/{id}/aggregates";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd(
                "start", "end", Last.PARAMETER, "quantity", Anomalies.PARAMETER);
    }

    @Override
    public Reply answer(Request request) {
        Display display = Display.of(request);
        boolean isCompared = Anomalies.areAsked(request);
        Set<Quantity> asked = Quantities.asked(request, Quantities.OF_PANES);
        Place place = places.require(request.variable("id"));
        TimeRange range = range(request, place);
        Set<Quantity> read = asked.isEmpty() ? Quantities.OF_PANES : asked;
        List<Pane> parts = panes.cover(place.placeId(), range, read);
        PaneSum sum = PaneSum.of(parts);
        Set<Quantity> shown = asked.isEmpty() ? measured(sum) : asked;
        Map<String, Anomaly> compared =
                isCompared ? anomalies.of(place.placeId(), range, sum, shown, display) : null;
        return Reply.json(aggregates(place, range, parts, shown, compared, display));
    }

    private TimeRange range(Request request, Place place) {
        Duration back = Last.of(request).orElse(DEFAULT_RANGE);
        Instant end =
                request.instant("end")
                        .orElseGet(() -> Latest.endOf(Tier.MINUTE, place, clock.instant()));
        Instant start = request.instant("start").orElseGet(() -> end.minus(back));
        requireWholeMinute(request.has(Last.PARAMETER) ? Last.PARAMETER : "start", start);
        requireWholeMinute("end", end);
        return new TimeRange(start, end);
    }

    private static void requireWholeMinute(String parameter, Instant instant) {
        if (!Tier.MINUTE.floor(instant).equals(instant)) {
            throw ProblemException.invalid(
                    parameter,
                    "not-a-whole-minute",
                    "must be a whole minute; buckets of seconds are in timeseries (source=raw)");
        }
    }

    private static Set<Quantity> measured(PaneSum sum) {
        return Quantities.OF_PANES.stream()
                .filter(quantity -> sum.stats(quantity).count() > 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Aggregates aggregates(
            Place place,
            TimeRange range,
            List<Pane> parts,
            Set<Quantity> shown,
            Map<String, Anomaly> compared,
            Display display) {
        PaneSum sum = PaneSum.of(parts);
        Map<String, String> methods = Methods.ofNames(Quantities.names(shown));
        if (compared != null) {
            methods.put("anomalies", Anomalies.METHOD);
        }
        return new Aggregates(
                place.placeId(),
                range.start(),
                range.end(),
                sum.observations(),
                display.coverage(sum.coverage(range.seconds())),
                Value.shown(Value.of(sum, shown), display),
                compared,
                countByTier(parts),
                sum.asOf(),
                sum.revision(),
                display.codes(Quantities.names(shown)),
                methods);
    }

    private static Map<String, Long> countByTier(List<Pane> parts) {
        Map<Tier, Long> counts = new EnumMap<>(Tier.class);
        for (Tier tier : Tier.values()) {
            counts.put(tier, parts.stream().filter(pane -> pane.tier() == tier).count());
        }
        return Map.of(
                "days", counts.get(Tier.DAY),
                "hours", counts.get(Tier.HOUR),
                "minutes", counts.get(Tier.MINUTE));
    }
}
