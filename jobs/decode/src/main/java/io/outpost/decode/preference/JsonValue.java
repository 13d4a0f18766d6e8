package io.outpost.decode.preference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.outpost.decode.json.BoundedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a JSON text with where it stands. Read within bounds: of bytes, of depth, of lengths.
 *
 * @param value a text, a number (Double), a boolean, a list of values, a map of them by name; null:
 *     JSON's null
 */
record JsonValue(String pointer, Object value) {
    static final int MOST_BYTES = 16_384;

    /** Each node of an expression stands in a list of an object; and the document around it. */
    private static final int DEEPEST = 24;

    private static final int LONGEST_TEXT = 1_024;
    private static final int LONGEST_NAME = 64;

    private static final JsonFactory JSON =
            BoundedJson.factory(DEEPEST, LONGEST_TEXT, LONGEST_NAME);

    /**
     * Reads the one value of a text.
     *
     * @throws Faults.TooManyException where it is none within the bounds; the faults say why
     */
    static JsonValue read(byte[] json, Faults faults) {
        if (json.length > MOST_BYTES) {
            throw faults.last("", "too-large", "may have " + MOST_BYTES + " bytes at most");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return read(parser, faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonValue read(JsonParser parser, Faults faults) throws IOException {
        try {
            if (parser.nextToken() == null) {
                throw faults.last("", "not-json", "is empty");
            }
            JsonValue read = value(parser, "");
            if (parser.nextToken() != null) {
                throw faults.last("", "not-json", "is followed by something else");
            }
            return read;
        } catch (StreamConstraintsException e) {
            boolean isDeep = parser.getParsingContext().getNestingDepth() >= DEEPEST;
            throw faults.last(
                    pointer(parser),
                    isDeep ? "too-deep" : "too-long",
                    isDeep ? "is too deep" : "has a name, a text or a number that is too long");
        } catch (JsonProcessingException e) {
            throw faults.last(
                    pointer(parser),
                    "not-json",
                    "is no JSON at byte %d: %s"
                            .formatted(e.getLocation().getByteOffset(), e.getOriginalMessage()));
        }
    }

    private static String pointer(JsonParser parser) {
        return parser.getParsingContext().pathAsPointer().toString();
    }

    /** As deep as the constraints of the parser let it. */
    private static JsonValue value(JsonParser parser, String pointer) throws IOException {
        return new JsonValue(
                pointer,
                switch (parser.currentToken()) {
                    case START_OBJECT -> object(parser, pointer);
                    case START_ARRAY -> list(parser, pointer);
                    case VALUE_STRING -> parser.getText();
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    default -> null;
                });
    }

    private static Map<String, JsonValue> object(JsonParser parser, String pointer)
            throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            String escaped = name.replace("~", "~0").replace("/", "~1");
            fields.put(name, value(parser, pointer + '/' + escaped));
        }
        return fields;
    }

    private static List<JsonValue> list(JsonParser parser, String pointer) throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser, pointer + '/' + values.size()));
        }
        return values;
    }
}
