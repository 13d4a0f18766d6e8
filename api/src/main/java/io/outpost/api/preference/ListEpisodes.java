package io.outpost.api.preference;

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
import java.util.Set;

/**
 * GET /v1/preferences/{id}/episodes: when one of whoever asks held, at all its places, in the order
 * of event time; without what was retracted.
 */
final class ListEpisodes implements ReadRoute {

    private static final String CURSOR = "preference-episodes";

    private final PreferenceStore preferences;
    private final EpisodeStore episodes;
    private final Clock clock;

    ListEpisodes(PreferenceStore preferences, Database database, Clock clock) {
        this.preferences = preferences;
        this.episodes = new EpisodeStore(database);
        this.clock = clock;
    }

    /** One page of episodes. */
    record Episodes(String preferenceId, List<PreferenceEpisode> episodes, String next) {}

    /** The page of a list that a request asks for. */
    static EpisodeStore.Wanted wanted(
            String preferenceId, Request request, String cursor, Clock clock) {
        EventTimes times = EventTimes.of(request, clock::instant);
        return request.cursor(cursor, 2)
                .map(
                        last ->
                                new EpisodeStore.Wanted(
                                        preferenceId,
                                        times.start(),
                                        times.end(),
                                        last.instant(0),
                                        last.text(1)))
                .orElse(
                        new EpisodeStore.Wanted(
                                preferenceId, times.start(), times.end(), EventTimes.FIRST, ""));
    }

    @Override
    public String path() {
        return "/v1/preferences/{id}/episodes";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("start", "end", Last.PARAMETER, "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        int limit = request.limit();
        String id = PreferenceId.of(request);
        EpisodeStore.Wanted wanted = wanted(id, request, CURSOR, clock);
        GetPreference.require(preferences, request);
        Page<PreferenceEpisode> page =
                Page.cut(
                        episodes.episodes(wanted, limit + 1),
                        limit,
                        last -> Cursor.after(CURSOR, last.startedAt(), last.episodeId()));
        String next = request.next(page);
        return Reply.json(new Episodes(id, page.items(), next)).withNextPage(request, next);
    }
}
