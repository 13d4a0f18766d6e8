package io.outpost.api.alert;

import io.outpost.api.condition.Driver;
import io.outpost.api.display.Display;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.EventTimes;
import io.outpost.api.web.Last;
import io.outpost.api.web.Page;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GET /v1/alerts: what was emitted, of all places or of one, in the order of event time. */
public final class ListAlerts implements ReadRoute {

    private static final String CURSOR = "alerts";

    private final AlertStore alerts;
    private final Clock clock;

    public ListAlerts(Database database, Clock clock) {
        this.alerts = new AlertStore(database);
        this.clock = clock;
    }

    /** One page of alerts. */
    record Alerts(List<Alert> alerts, String next, Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/alerts";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd("place", "start", "end", Last.PARAMETER, "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        int limit = request.limit();
        Display display = Display.of(request);
        Page<Alert> page =
                Page.cut(
                        alerts.list(wanted(request), limit + 1, display),
                        limit,
                        alert -> Cursor.after(CURSOR, alert.at(), alert.alertId()));
        List<Driver> drivers =
                page.items().stream().flatMap(alert -> alert.drivers().stream()).toList();
        String next = request.next(page);
        return Reply.json(new Alerts(page.items(), next, Driver.units(drivers, display)))
                .withNextPage(request, next);
    }

    private AlertStore.Wanted wanted(Request request) {
        Optional<Cursor> cursor = request.cursor(CURSOR, 2);
        EventTimes times = EventTimes.of(request, clock::instant);
        return new AlertStore.Wanted(
                request.text("place").orElse(null),
                times.start(),
                times.end(),
                cursor.map(c -> c.instant(0)).orElse(EventTimes.FIRST),
                cursor.map(c -> c.text(1)).orElse(""));
    }
}
