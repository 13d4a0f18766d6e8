package io.outpost.api.preference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.api.web.Json;
import io.outpost.api.web.Last;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a backtest is asked for in a body.
 *
 * @param placeIds 1 to 20, each once
 * @param times start, end and last, as texts
 * @param preference the document, as JSON
 */
record BacktestQuery(List<String> placeIds, Map<String, List<String>> times, byte[] preference) {

    static final int MOST_PLACES = 20;
    static final String PLACES_NAME = "places";
    static final String PLACES = "/body/" + PLACES_NAME;
    static final String PREFERENCE = "/body/preference";

    /** Deeper than a document may be, so that its reader says where it is too deep. */
    private static final int DEEPEST = 32;

    private static final Set<String> TIMES = Set.of("start", "end", Last.PARAMETER);
    private static final JsonMapper JSON = Json.strict(DEEPEST).build();

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none; it points at what is wrong
     */
    static BacktestQuery read(byte[] json) {
        JsonNode body = parse(json);
        if (body == null || !body.isObject()) {
            throw wrong("/body", "not-object", "must be an object");
        }
        Map<String, List<String>> times = new LinkedHashMap<>();
        body.properties().forEach(field -> take(field, times));
        if (!body.path("preference").isObject()) {
            throw wrong(PREFERENCE, "not-object", "must be a preference");
        }
        return new BacktestQuery(
                places(body.path(PLACES_NAME)),
                times,
                body.path("preference").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void take(Map.Entry<String, JsonNode> field, Map<String, List<String>> times) {
        String name = field.getKey();
        if (TIMES.contains(name)) {
            if (!field.getValue().isTextual()) {
                throw wrong("/body/" + name, "not-text", "must be a text");
            }
            times.put(name, List.of(field.getValue().asText()));
        } else if (!name.equals(PLACES_NAME) && !name.equals("preference")) {
            String escaped = name.replace("~", "~0").replace("/", "~1");
            throw wrong("/body/" + escaped, "unknown", "is not known here");
        }
    }

    private static List<String> places(JsonNode places) {
        if (!places.isArray() || places.isEmpty() || places.size() > MOST_PLACES) {
            throw wrong(
                    PLACES,
                    "not-places",
                    "must be a list of 1 to " + MOST_PLACES + " ids of places");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode place : places) {
            String pointer = PLACES + "/" + ids.size();
            // Postgres has no text with U+0000.
            if (!place.isTextual() || place.asText().indexOf('\0') >= 0) {
                throw wrong(pointer, "not-text", "must be the id of a place");
            }
            if (ids.contains(place.asText())) {
                throw wrong(pointer, "repeated", "is named before");
            }
            ids.add(place.asText());
        }
        return ids;
    }

    private static JsonNode parse(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            try {
                return JSON.readTree(parser);
            } catch (StreamConstraintsException e) {
                String pointer = "/body" + parser.getParsingContext().pathAsPointer();
                throw wrong(pointer, "too-deep", "is too deep, or too long");
            }
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "It is no JSON within the bounds.");
        }
    }

    private static ProblemException wrong(String pointer, String code, String detail) {
        return ProblemException.unprocessable(
                pointer + " " + detail, List.of(new Problem.Fault(pointer, code, detail)));
    }
}
