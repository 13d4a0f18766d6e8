package io.outpost.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * POST /v1/preferences/{id}/backtest: what a saved preference would have come to, at its places or
 * at others. It changes nothing, and takes what reads.
 */
final class PostSavedBacktest implements ReadRoute {

    private final PreferenceStore preferences;
    private final BacktestRuns runs;
    private final PlaceIdStore places;

    PostSavedBacktest(PreferenceStore preferences, BacktestRuns runs, PlaceIdStore places) {
        this.preferences = preferences;
        this.runs = runs;
        this.places = places;
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/preferences/{id}/backtest";
    }

    @Override
    public Reply answer(Request request) {
        JsonNode body = BodyJson.object(request);
        SavedPreference saved = GetPreference.require(preferences, request);
        BacktestQuery query = BacktestQuery.ofSaved(body);
        Draft draft = Draft.of(saved.preference().getBytes(StandardCharsets.UTF_8));
        List<String> placeIds = query.places() == null ? own(saved) : query.places().find(places);
        return PostBacktest.run(runs, request, query, draft, placeIds);
    }

    private List<String> own(SavedPreference saved) {
        List<String> own = preferences.places(saved.preferenceId(), BacktestQuery.MOST_PLACES + 1);
        if (own.size() > BacktestQuery.MOST_PLACES) {
            throw BodyJson.wrong(
                    BodyFields.PLACES,
                    "too-many-places",
                    "must name up to %,d, as the preference has more"
                            .formatted(BacktestQuery.MOST_PLACES));
        }
        return own;
    }
}
