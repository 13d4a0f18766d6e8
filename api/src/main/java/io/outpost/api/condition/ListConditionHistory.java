package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Latest;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.EventTimes;
import io.outpost.api.web.Last;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GET /v1/places/{id}/conditions/history: every change that holds, or that held as it was known at
 * as_of; or every revision of every change.
 */
public final class ListConditionHistory implements ReadRoute {

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

    /** One page of changes, in the order of event time. */
    record History(
            String placeId, List<Transition> transitions, String next, Map<String, String> units) {}

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
        int limit = request.limit();
        Display display = Display.of(request);
        boolean everyRevision = everyRevision(request);
        Place place = places.require(request.variable("id"));
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
        String next = request.next(page);
        return Reply.json(history(place, page, next, display)).withNextPage(request, next);
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

    private static History history(
            Place place, Page<Transition> page, String next, Display display) {
        List<Driver> drivers = page.items().stream().flatMap(t -> t.drivers().stream()).toList();
        return new History(place.placeId(), page.items(), next, Driver.units(drivers, display));
    }
}
