package io.outpost.api.preference;

import io.outpost.api.condition.Driver;
import io.outpost.api.display.Display;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Cursor;
import io.outpost.api.web.Last;
import io.outpost.api.web.Page;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GET /v1/preferences/{id}/alerts: what was emitted of one of whoever asks, in the order of event
 * time.
 */
final class ListPreferenceAlerts implements ReadRoute {

    private static final String CURSOR = "preference-alerts";

    private final PreferenceStore preferences;
    private final EpisodeStore episodes;
    private final Clock clock;

    ListPreferenceAlerts(PreferenceStore preferences, Database database, Clock clock) {
        this.preferences = preferences;
        this.episodes = new EpisodeStore(database);
        this.clock = clock;
    }

    /** One page of alerts. */
    record Alerts(
            String preferenceId,
            List<PreferenceAlert> alerts,
            String next,
            Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/preferences/{id}/alerts";
    }

    @Override
    public Set<String> parameters() {
        return Display.parametersAnd("start", "end", Last.PARAMETER, "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        int limit = request.limit();
        Display display = Display.of(request);
        String id = PreferenceId.of(request);
        EpisodeStore.Wanted wanted = ListEpisodes.wanted(id, request, CURSOR, clock);
        GetPreference.require(preferences, request);
        Page<PreferenceAlert> page =
                Page.cut(
                        episodes.alerts(wanted, limit + 1, display),
                        limit,
                        last -> Cursor.after(CURSOR, last.at(), last.alertId()));
        List<Driver> drivers =
                page.items().stream().flatMap(alert -> alert.drivers().stream()).toList();
        String next = request.next(page);
        return Reply.json(new Alerts(id, page.items(), next, Driver.units(drivers, display)))
                .withNextPage(request, next);
    }
}
