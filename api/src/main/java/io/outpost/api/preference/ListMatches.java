package io.outpost.api.preference;

import io.outpost.api.place.Place;
import io.outpost.api.series.TimeRange;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.ForAtLeast;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * GET /v1/preferences/{id}/matches: how well each place matches a preference of whoever asks, best
 * first, and what is missing there: by the newest pane, and as many before it as the preference
 * looks back.
 */
final class ListMatches implements ReadRoute {

    /** Each reads its own panes. */
    static final int MOST_PLACES = 500;

    /** So that what a leaf said before is remembered, hysteresis for example. */
    private static final Duration MEMORY_OF_HOURS = Duration.ofDays(2);

    private static final Duration MEMORY_OF_MINUTES = Duration.ofHours(3);

    private final PreferenceStore preferences;
    private final BacktestRuns runs;

    ListMatches(PreferenceStore preferences, BacktestRuns runs) {
        this.preferences = preferences;
        this.runs = runs;
    }

    /**
     * How well a place matches.
     *
     * @param match null: there is no pane of the time looked back on
     */
    record Ranked(String placeId, PlaceBacktest.Now match) {
        static Ranked of(PlaceBacktest place) {
            return new Ranked(place.placeId(), place.match());
        }

        double score() {
            return match == null ? -1 : match.score();
        }
    }

    /**
     * All of them.
     *
     * @param notJudged how many places more the preference has than one answer judges
     */
    record Matches(
            String preferenceId,
            Cadence cadence,
            List<Ranked> matches,
            int notJudged,
            Map<String, String> units) {}

    @Override
    public String path() {
        return "/v1/preferences/{id}/matches";
    }

    @Override
    public Reply answer(Request request) {
        SavedPreference saved = GetPreference.require(preferences, request);
        Draft draft = Draft.of(saved.preference().getBytes(StandardCharsets.UTF_8));
        Duration back = lookedBackOn(draft);
        long most =
                Math.min(
                        MOST_PLACES,
                        BacktestRuns.MOST_VALUES / Math.max(1, BacktestRuns.values(draft, back)));
        List<String> places = preferences.places(saved.preferenceId(), (int) most);
        List<Ranked> ranked =
                runs.run(draft, places, place -> newest(draft, place, back)).stream()
                        .map(Ranked::of)
                        .sorted(
                                Comparator.comparingDouble(Ranked::score)
                                        .reversed()
                                        .thenComparing(Ranked::placeId))
                        .toList();
        int notJudged = Math.max(0, saved.copies().wanted() - places.size());
        return Reply.json(
                new Matches(
                        saved.preferenceId(),
                        draft.cadence(),
                        ranked,
                        notJudged,
                        PlaceBacktest.UNITS));
    }

    private TimeRange newest(Draft draft, Place place, Duration back) {
        Instant end = runs.newestEnd(draft, place);
        return new TimeRange(end.minus(back), end);
    }

    /** The longest span, and what must last, one within the other. */
    static Duration lookedBackOn(Draft draft) {
        boolean isHour = draft.cadence() == Cadence.HOUR;
        Duration span =
                draft.signals().stream()
                        .map(signal -> Duration.ofSeconds(isHour ? signal.spanSeconds() : 0))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        return span.plus(lasting(draft.preference().when()))
                .plus(isHour ? MEMORY_OF_HOURS : MEMORY_OF_MINUTES);
    }

    private static Duration lasting(Expression expression) {
        Duration own = expression instanceof ForAtLeast lasting ? lasting.lasting() : Duration.ZERO;
        return expression.parts().stream()
                .map(ListMatches::lasting)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(own);
    }
}
