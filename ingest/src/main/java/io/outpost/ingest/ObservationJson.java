package io.outpost.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.outpost.core.weather.Quantity;
import io.outpost.decode.ObservationFields;
import io.outpost.decode.json.BoundedJson;
import io.outpost.schemas.Observation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads observations as senders write them in JSON: one object each, with {@code place_id}, {@code
 * sensor_id}, {@code observed_at} (RFC 3339), {@code reporting_interval_seconds}, each quantity by
 * its name with unit ({@code air_temperature_celsius}), and {@code extras} with texts. Any other
 * field is kept among the extras. Thread-safe.
 */
public final class ObservationJson {
    /** Of observations that are sent together. */
    public static final int MOST_OBSERVATIONS = 500;

    private static final int DEEPEST = 8;
    private static final int LONGEST_TEXT = Extras.MOST_BYTES;
    private static final int LONGEST_NAME = 256;

    private static final JsonFactory JSON =
            BoundedJson.factory(DEEPEST, LONGEST_TEXT, LONGEST_NAME);

    private static final Map<String, Quantity> QUANTITIES = quantities();
    private static final int[] POSITIONS =
            ObservationFields.positions(Observation.getClassSchema());

    private static final int PLACE_ID = position("placeId");
    private static final int SENSOR_ID = position("sensorId");
    private static final int OBSERVED_AT = position("observedAt");
    private static final int INTERVAL = position("reportingIntervalSeconds");
    private static final int EXTRAS = position("extras");

    private ObservationJson() {}

    /**
     * Reads an object, or an array of at most {@link #MOST_OBSERVATIONS}.
     *
     * @throws UnreadableJsonException when the whole cannot be read; of one object only what is
     *     wrong in it is said in its place
     */
    public static List<ParsedObservation> read(byte[] bytes) throws UnreadableJsonException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            JsonToken first = parser.nextToken();
            List<ParsedObservation> parsed = new ArrayList<>();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parsed.size() == MOST_OBSERVATIONS) {
                        throw new UnreadableJsonException(
                                "There may be up to "
                                        + MOST_OBSERVATIONS
                                        + " observations in an array; send several.");
                    }
                    parsed.add(one(parser));
                }
            } else if (first == JsonToken.START_OBJECT) {
                parsed.add(one(parser));
            } else {
                throw new UnreadableJsonException(
                        "The body must be an object with an observation, or an array of them.");
            }
            requireEnd(parser);
            return parsed;
        } catch (JsonProcessingException e) {
            throw new UnreadableJsonException(explained(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a line of NDJSON, which must be one object. */
    public static ParsedObservation readLine(byte[] bytes, int from, int length) {
        try (JsonParser parser = JSON.createParser(bytes, from, length)) {
            parser.nextToken();
            ParsedObservation parsed = one(parser);
            requireEnd(parser);
            return parsed;
        } catch (JsonProcessingException e) {
            return ParsedObservation.unreadable("", explained(e));
        } catch (UnreadableJsonException e) {
            return ParsedObservation.unreadable("", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireEnd(JsonParser parser) throws IOException, UnreadableJsonException {
        if (parser.nextToken() != null) {
            throw new UnreadableJsonException(
                    "Something follows at byte "
                            + parser.currentTokenLocation().getByteOffset()
                            + ".");
        }
    }

    /** Reads on to the end of the object at which the parser is, whatever is wrong in it. */
    private static ParsedObservation one(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return ParsedObservation.unreadable("", "must be an object with an observation");
        }
        OneObject object = new OneObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.take(name, parser);
        }
        return object.parsed();
    }

    /** In Jackson's words, without the text around it, which is the sender's. */
    private static String explained(JsonProcessingException failure) {
        long at = failure.getLocation() == null ? -1 : failure.getLocation().getByteOffset();
        return "It is no JSON within the bounds"
                + (at < 0 ? "" : ", at byte " + at)
                + ": "
                + failure.getOriginalMessage();
    }

    private static int position(String field) {
        return Observation.getClassSchema().getField(field).pos();
    }

    private static Map<String, Quantity> quantities() {
        Map<String, Quantity> byName = new HashMap<>();
        Quantity.sent().forEach(quantity -> byName.put(quantity.columnName(), quantity));
        return Map.copyOf(byName);
    }

    /** What is known of one object so far. */
    private static final class OneObject {
        private final Observation observation = new Observation();
        private final Extras extras = new Extras();
        private final List<String> others = new ArrayList<>();
        private String pointer;
        private String detail;

        OneObject() {
            // What is not sent is judged as what is sent empty.
            observation.put(PLACE_ID, "");
            observation.put(SENSOR_ID, "");
            observation.put(OBSERVED_AT, Instant.EPOCH);
        }

        void take(String name, JsonParser parser) throws IOException {
            JsonToken token = parser.currentToken();
            if (token == JsonToken.VALUE_NULL) {
                return;
            }
            Quantity quantity = QUANTITIES.get(name);
            if (quantity != null) {
                if (token.isNumeric()) {
                    observation.put(POSITIONS[quantity.code()], parser.getDoubleValue());
                } else {
                    wrong(name, "must be a number", parser);
                }
                return;
            }
            switch (name) {
                case "place_id" -> text(name, parser, text -> observation.put(PLACE_ID, text));
                case "sensor_id" -> text(name, parser, text -> observation.put(SENSOR_ID, text));
                case "observed_at" -> text(name, parser, text -> time(name, text));
                case "reporting_interval_seconds" -> interval(name, parser);
                case "extras" -> extras(name, parser);
                default -> other(name, parser);
            }
        }

        ParsedObservation parsed() {
            if (detail != null) {
                return ParsedObservation.unreadable(pointer, detail);
            }
            observation.put(EXTRAS, extras.kept());
            return ParsedObservation.of(observation, others);
        }

        private interface Setter {
            void set(String text);
        }

        private void text(String name, JsonParser parser, Setter setter) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                setter.set(parser.getText());
            } else {
                wrong(name, "must be a text", parser);
            }
        }

        private void time(String name, String text) {
            try {
                observation.put(OBSERVED_AT, Instant.ofEpochMilli(SentTime.millis(text)));
            } catch (DateTimeException | ArithmeticException e) {
                wrong(name, "must be a time with an offset, such as 2026-11-30T05:00:00Z");
            }
        }

        private void interval(String name, JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() == JsonParser.NumberType.INT) {
                observation.put(INTERVAL, parser.getIntValue());
            } else {
                wrong(name, "must be a whole number of seconds", parser);
            }
        }

        private void extras(String name, JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                wrong(name, "must be an object with texts", parser);
                return;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String extra = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    keep(extra, asText(parser));
                }
            }
        }

        private void other(String name, JsonParser parser) throws IOException {
            keep(name, asText(parser));
            others.add(name);
        }

        private void keep(String name, String value) {
            if (!extras.keep(name, value)) {
                wrong(
                        name,
                        "does not fit among the extras: %d, and %d bytes of names and values"
                                .formatted(Extras.MOST, Extras.MOST_BYTES));
            }
        }

        /** Texts and numbers as they are written, all else as JSON. */
        private static String asText(JsonParser parser) throws IOException {
            if (!parser.currentToken().isStructStart()) {
                return parser.getText();
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(text)) {
                generator.copyCurrentStructure(parser);
            }
            return text.toString();
        }

        private void wrong(String name, String mustBe, JsonParser parser) throws IOException {
            parser.skipChildren();
            wrong(name, mustBe);
        }

        /** The first that is wrong is said. */
        private void wrong(String name, String mustBe) {
            if (detail == null) {
                pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                detail = mustBe;
            }
        }
    }
}
