package io.outpost.api.observation;

import io.outpost.api.display.Display;
import io.outpost.api.place.ListsOfPlace;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Latest;
import io.outpost.api.series.Quantities;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.Last;
import io.outpost.api.web.Listing;
import io.outpost.api.web.Page;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.weather.Quantity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * GET /v1/places/{id}/observations: raw observations in the order of event time, as JSON, CSV or
 * NDJSON.
 */
public final class ListObservations implements ListsOfPlace {

    private static final String CURSOR = "observations";
    private static final Duration DEFAULT_RANGE = Duration.ofHours(24);

    private final PlaceStore places;
    private final ObservationStore observations;
    private final Clock clock;

    public ListObservations(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.observations = new ObservationStore(database);
        this.clock = clock;
    }

    @Override
    public String path() {
        return "/v1/places/{id}/observations";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAsSentAnd(
                "start", "end", Last.PARAMETER, "sensor_id", "quantity", "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        PageOfPlace page = page(request, places.require(request.variable("id")));
        return page.written(mediaType).withNextPage(request, page.next());
    }

    @Override
    public PageOfPlace page(Request request, Place place) {
        Display display = Display.asSent(request);
        Set<Quantity> asked = Quantities.asked(request, Quantities.SENT);
        TimeRange range = range(request, place).forRaw();
        int limit = request.limit();
        ObservationStore.Wanted wanted = wanted(request, place, range, asked);
        Page<Observation> page =
                Page.cut(
                        observations.list(wanted, limit + 1),
                        limit,
                        last -> Cursor.after(CURSOR, last.observedAt(), last.sensorId()));
        Set<Quantity> shown = asked.isEmpty() ? Quantities.SENT : asked;
        return Observations.of(
                place.placeId(), range, page.items(), request.next(page), shown, display);
    }

    private TimeRange range(Request request, Place place) {
        Duration back = Last.of(request).orElse(DEFAULT_RANGE);
        Instant latest = Latest.of(place, clock.instant());
        Instant end = request.instant("end").orElseGet(() -> latest.plusMillis(1));
        Instant start = request.instant("start").orElseGet(() -> end.minus(back));
        return new TimeRange(start, end);
    }

    private static ObservationStore.Wanted wanted(
            Request request, Place place, TimeRange range, Set<Quantity> quantities) {
        Optional<Cursor> cursor = request.cursor(CURSOR, 2);
        return new ObservationStore.Wanted(
                place.placeId(),
                cursor.map(c -> range.nearest(c.instant(0))).orElseGet(range::start),
                cursor.map(c -> c.text(1)).orElse(""),
                range.end(),
                request.text("sensor_id").orElse(null),
                quantities);
    }
}
