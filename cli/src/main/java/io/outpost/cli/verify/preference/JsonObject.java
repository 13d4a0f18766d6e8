package io.outpost.cli.verify.preference;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of an object of a document; what is not as it must be is a {@link Fault}. */
record JsonObject(JsonNode json) {
    private static final Pattern DURATION =
            Pattern.compile("P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,4}H)?(\\d{1,5}M)?)?");

    /** A document is none. */
    static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String what) {
            super(what, null, false, false);
        }
    }

    /** One that has no other fields. */
    static JsonObject of(JsonNode json, Set<String> fields) {
        if (json == null || !json.isObject()) {
            throw new Fault("not an object");
        }
        json.fieldNames().forEachRemaining(name -> require(fields.contains(name), name));
        return new JsonObject(json);
    }

    static void require(boolean isRight, String what) {
        if (!isRight) {
            throw new Fault(what);
        }
    }

    boolean has(String name) {
        return json.has(name);
    }

    JsonNode required(String name) {
        require(has(name), name);
        return json.get(name);
    }

    String text(String name) {
        require(required(name).isTextual(), name);
        return json.get(name).textValue();
    }

    /** Null where it is not there. */
    String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    /** Another one where it is not there. */
    String oneOf(String name, Set<String> texts, String otherwise) {
        String text = has(name) ? text(name) : otherwise;
        require(text != null && texts.contains(text), name);
        return text;
    }

    double number(String name, double least, double most) {
        require(required(name).isNumber(), name);
        double number = json.get(name).doubleValue();
        require(number >= least && number <= most, name);
        return number;
    }

    /** Ms; 0 where it is not there. */
    long duration(String name, Duration least, Duration most) {
        if (!has(name)) {
            return 0;
        }
        String text = text(name);
        require(DURATION.matcher(text).matches(), name);
        Duration duration = Duration.parse(text);
        require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, name);
        return duration.toMillis();
    }

    /** Of 1 to so many entries; empty where it is not there. */
    List<JsonNode> list(String name, int most) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode list = json.get(name);
        require(list.isArray() && !list.isEmpty() && list.size() <= most, name);
        return list.valueStream().toList();
    }
}
