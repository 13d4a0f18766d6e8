package io.outpost.api.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.api.web.Json;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * What series are asked for in a body: the parameters by their names, as texts or lists of texts.
 */
record SeriesQuery(List<String> placeIds, Map<String, List<String>> parameters) {

    private static final int DEEPEST = 2;
    private static final String PLACES = "place_id";
    private static final String QUANTITIES = "quantity";

    private static final JsonMapper JSON = Json.strict(DEEPEST).build();

    /**
     * Reads one.
     *
     * @throws ProblemException when it is none; it names the field that is wrong
     */
    static SeriesQuery read(byte[] json) {
        JsonNode body = parse(json);
        if (!body.isObject()) {
            throw new ProblemException(
                    ProblemKind.UNPROCESSABLE, "The body must be an object of parameters.");
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        body.properties().forEach(one -> parameters.put(one.getKey(), texts(one)));
        List<String> places = parameters.remove(PLACES);
        return new SeriesQuery(places == null ? List.of() : places, parameters);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "It is no JSON within the bounds.");
        }
    }

    private static List<String> texts(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        if (!name.equals(PLACES) && !PlaceSeries.PARAMETERS.contains(name)) {
            throw ProblemException.invalid(name, "unknown", "is not known here");
        }
        boolean isList = field.getValue().isArray() && mayBeList(name);
        List<JsonNode> values =
                isList
                        ? StreamSupport.stream(field.getValue().spliterator(), false).toList()
                        : List.of(field.getValue());
        if (!values.stream().allMatch(value -> value.isTextual() && isStorable(value.asText()))) {
            throw ProblemException.invalid(
                    name,
                    "not-text",
                    mayBeList(name) ? "must be a text or a list of texts" : "must be a text");
        }
        return values.stream().map(JsonNode::asText).toList();
    }

    private static boolean mayBeList(String name) {
        return name.equals(PLACES) || name.equals(QUANTITIES);
    }

    /** Postgres has no text with U+0000. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }
}
