package io.outpost.api.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bodies that are small objects, as JSON within bounds; faults point into them. */
public final class BodyJson {

    /** Deeper than a preference may be, so that its reader says where it is too deep. */
    private static final int DEEPEST = 32;

    private static final JsonMapper JSON = Json.strict(DEEPEST).build();

    private BodyJson() {}

    /**
     * The object that a request has as its body.
     *
     * @throws ProblemException when it has none within the bounds
     */
    public static JsonNode object(Request request) {
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
    public static void allow(JsonNode object, String pointer, Set<String> names) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!names.contains(field.getKey())) {
                String escaped = field.getKey().replace("~", "~0").replace("/", "~1");
                throw wrong(pointer + "/" + escaped, "unknown", "is not known here");
            }
        }
    }

    /** What is wrong with a value, 422. */
    public static ProblemException wrong(String pointer, String code, String detail) {
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
