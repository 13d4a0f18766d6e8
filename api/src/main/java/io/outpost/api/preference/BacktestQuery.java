package io.outpost.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.Last;
import io.outpost.api.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a backtest is asked for in a body.
 *
 * @param places of which; null where it is of those of a saved preference
 * @param times start, end and last, as texts
 * @param preference the document, as JSON; null where it is a saved one
 */
record BacktestQuery(PlaceChoice places, Map<String, List<String>> times, byte[] preference) {

    static final int MOST_PLACES = 100;

    private static final Set<String> TIMES = Set.of("start", "end", Last.PARAMETER);
    private static final Set<String> FIELDS =
            Set.of(
                    "start",
                    "end",
                    Last.PARAMETER,
                    BodyFields.PLACES_NAME,
                    BodyFields.PREFERENCE_NAME);

    private static final Set<String> FIELDS_OF_SAVED =
            Set.of("start", "end", Last.PARAMETER, BodyFields.PLACES_NAME);

    /**
     * That of a draft.
     *
     * @throws ProblemException when it is none; it points at what is wrong
     */
    static BacktestQuery ofDraft(JsonNode body) {
        BodyJson.allow(body, "/body", FIELDS);
        Map<String, List<String>> times = times(body);
        JsonNode preference = body.path(BodyFields.PREFERENCE_NAME);
        if (!preference.isObject()) {
            throw BodyJson.wrong(BodyFields.PREFERENCE, "not-object", "must be a preference");
        }
        return new BacktestQuery(
                PlaceChoice.read(body.path(BodyFields.PLACES_NAME), MOST_PLACES),
                times,
                preference.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * That of a saved preference.
     *
     * @throws ProblemException when it is none; it points at what is wrong
     */
    static BacktestQuery ofSaved(JsonNode body) {
        BodyJson.allow(body, "/body", FIELDS_OF_SAVED);
        Map<String, List<String>> times = times(body);
        JsonNode places = body.path(BodyFields.PLACES_NAME);
        return new BacktestQuery(
                places.isMissingNode() ? null : PlaceChoice.read(places, MOST_PLACES), times, null);
    }

    private static Map<String, List<String>> times(JsonNode body) {
        Map<String, List<String>> times = new LinkedHashMap<>();
        for (String name : TIMES) {
            if (body.has(name)) {
                if (!body.path(name).isTextual()) {
                    throw BodyJson.wrong("/body/" + name, "not-text", "must be a text");
                }
                times.put(name, List.of(body.path(name).asText()));
            }
        }
        return times;
    }
}
