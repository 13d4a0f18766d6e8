package io.outpost.api.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Parameters that are asked for in a body: an object of them by their names, each a text, some of
 * them also lists of texts.
 *
 * @param known names of all parameters
 * @param lists names of those that may be lists
 */
public record QueryBody(Set<String> known, Set<String> lists) {

    private static final int DEEPEST = 2;

    private static final JsonMapper JSON = Json.strict(DEEPEST).build();

    public QueryBody {
        known = Set.copyOf(known);
        lists = Set.copyOf(lists);
    }

    /**
     * The parameters of a request's body, in their order.
     *
     * @throws ProblemException where they are none; it names the field that is wrong
     */
    public Map<String, List<String>> read(Request request) {
        if (!request.contentType().equals(Reply.JSON)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + Reply.JSON + ".");
        }
        JsonNode body = parse(request.body());
        if (!body.isObject()) {
            throw new ProblemException(
                    ProblemKind.UNPROCESSABLE, "The body must be an object of parameters.");
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        body.properties().forEach(one -> parameters.put(one.getKey(), texts(one)));
        return parameters;
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, "It is no JSON within the bounds.");
        }
    }

    private List<String> texts(Map.Entry<String, JsonNode> field) {
        String name = field.getKey();
        if (!known.contains(name)) {
            throw ProblemException.invalid(name, "unknown", "is not known here");
        }
        boolean mayBeList = lists.contains(name);
        List<JsonNode> values =
                field.getValue().isArray() && mayBeList
                        ? StreamSupport.stream(field.getValue().spliterator(), false).toList()
                        : List.of(field.getValue());
        if (!values.stream().allMatch(value -> value.isTextual() && isStorable(value.asText()))) {
            throw ProblemException.invalid(
                    name,
                    "not-text",
                    mayBeList ? "must be a text or a list of texts" : "must be a text");
        }
        return values.stream().map(JsonNode::asText).toList();
    }

    /** Postgres has no text with U+0000. */
    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0;
    }
}
