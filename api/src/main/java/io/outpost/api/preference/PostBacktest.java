package io.outpost.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.condition.Cadence;
import java.util.List;
import java.util.Map;

/**
 * POST /v1/preferences/backtest: what a draft would have come to over the stored panes of places.
 * It changes nothing, and takes what reads.
 */
final class PostBacktest implements ReadRoute {

    private final BacktestRuns runs;
    private final PlaceIdStore places;

    PostBacktest(BacktestRuns runs, PlaceIdStore places) {
        this.runs = runs;
        this.places = places;
    }

    /** Of all places, in the order asked. */
    record Backtests(Cadence cadence, List<PlaceBacktest> places, Map<String, String> units) {}

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/preferences/backtest";
    }

    @Override
    public Reply answer(Request request) {
        JsonNode body = BodyJson.object(request);
        BacktestQuery query = BacktestQuery.ofDraft(body);
        Draft draft = Draft.of(query.preference());
        return run(runs, request, query, draft, query.places().find(places));
    }

    /** Answers with what a draft comes to. */
    static Reply run(
            BacktestRuns runs,
            Request request,
            BacktestQuery query,
            Draft draft,
            List<String> placeIds) {
        AskedRange asked = AskedRange.of(request.asking(query.times()), draft.cadence());
        List<PlaceBacktest> all =
                runs.run(draft, placeIds, place -> asked.of(() -> runs.newestEnd(draft, place)));
        return Reply.json(new Backtests(draft.cadence(), all, PlaceBacktest.UNITS));
    }
}
