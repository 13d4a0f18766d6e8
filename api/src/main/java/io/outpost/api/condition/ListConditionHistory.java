package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.place.ListsOfPlace;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Latest;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.EventTimes;
import io.outpost.api.web.Last;
import io.outpost.api.web.Listing;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * GET /v1/places/{id}/conditions/history: every change that holds, or that held as it was known at
 * as_of; or every revision of every change; as JSON, CSV or NDJSON.
 */
public final class ListConditionHistory implements ListsOfPlace {

    private static final String CHANGES = "transitions";
    private static final String REVISIONS = "revisions";

    private final PlaceStore places;
    private final ConditionStore conditions;
    private final Clock clock;

    public ListConditionHistory(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.conditions = new ConditionStore(database);
        this.clock = clock;
    }

    @Override
    public String path() {
        return "/v1/places/{id}/conditions/history";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd(
                "condition", "start", "end", Last.PARAMETER, "as_of", REVISIONS, "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        PageOfPlace page = page(request, places.require(request.variable("id")));
        return page.written(mediaType).withNextPage(request, page.next());
    }

    @Override
    public PageOfPlace page(Request request, Place place) {
        int limit = request.limit();
        Display display = Display.of(request);
        boolean everyRevision = everyRevision(request);
        EventTimes times = EventTimes.of(request, () -> Latest.of(place, clock.instant()));
        ConditionStore.Wanted wanted =
                new ConditionStore.Wanted(
                        place.placeId(),
                        request.text("condition").orElse(null),
                        times.start(),
                        times.end(),
                        request.instant("as_of").orElse(EventTimes.LAST),
                        after(request, everyRevision),
                        everyRevision);
        Page<Transition> page =
                Page.cut(
                        conditions.history(wanted, limit + 1, display),
                        limit,
                        last -> cursor(last, everyRevision));
        return History.of(place.placeId(), page.items(), request.next(page), display);
    }

    private static boolean everyRevision(Request request) {
        Optional<String> asked = request.text(REVISIONS);
        if (asked.isPresent() && !asked.get().equals("all")) {
            throw ProblemException.invalid(
                    REVISIONS, "unknown", "must be all; without it, each change is as it held");
        }
        return asked.isPresent();
    }

    private static ConditionStore.Position after(Request request, boolean everyRevision) {
        return request.cursor(list(everyRevision), 4)
                .map(
                        last ->
                                new ConditionStore.Position(
                                        last.instant(0),
                                        last.text(1),
                                        last.number(2),
                                        last.number(3)))
                .orElse(new ConditionStore.Position(EventTimes.FIRST, "", 0, 0));
    }

    /** A change that is listed once is passed whole, whatever revisions of it come meanwhile. */
    private static Cursor cursor(Transition last, boolean everyRevision) {
        return Cursor.after(
                list(everyRevision),
                last.at(),
                last.condition(),
                everyRevision ? last.writerEpoch() : Long.MAX_VALUE,
                last.revision());
    }

    private static String list(boolean everyRevision) {
        return everyRevision ? REVISIONS : CHANGES;
    }
}
