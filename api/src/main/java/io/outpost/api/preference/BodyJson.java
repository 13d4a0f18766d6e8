package io.outpost.api.preference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.api.web.Json;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bodies that have a preference in them, as JSON within bounds; faults point into them. */
final class BodyJson {

    static final String PREFERENCE_NAME = "preference";
    static final String PREFERENCE = "/body/" + PREFERENCE_NAME;
    static final String PLACES_NAME = "places";
    static final String PLACES = "/body/" + PLACES_NAME;

    /** Deeper than a document may be, so that its reader says where it is too deep. */
    private static final int DEEPEST = 32;

    private static final JsonMapper JSON = Json.strict(DEEPEST).build();

    private BodyJson() {}

    /**
     * The object that a request has as its body.
     *
     * @throws ProblemException when it has none within the bounds
     */
    static JsonNode object(Request request) {
        if (!request.contentType().equals(Reply.JSON)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + Reply.JSON + ".");
        }
        JsonNode body = parse(request.body());
        if (body == null || !body.isObject()) {
            throw wrong("/body", "not-object", "must be an object");
        }
        return body;
    }

    /** Refuses fields that are not known. */
    static void allow(JsonNode object, String pointer, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!names.contains(field.getKey())) {
                String escaped = field.getKey().replace("~", "~0").replace("/", "~1");
                throw wrong(pointer + "/" + escaped, "unknown", "is not known here");
            }
        }
    }

    static ProblemException wrong(String pointer, String code, String detail) {
        return ProblemException.unprocessable(
                pointer + " " + detail, List.of(new Problem.Fault(pointer, code, detail)));
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
}
