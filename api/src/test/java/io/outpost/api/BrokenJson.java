package io.outpost.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Bodies by a schema of the contract: one that is good, and those that miss it by one thing. */
final class BrokenJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** As JSON; each stands where something else should. */
    private static final List<String> ANY =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e308",
                    "-1e308",
                    "1e999",
                    "9223372036854775808",
                    "123456789012345678901234567890.5",
                    "\"\"",
                    "\" \"",
                    "\"NaN\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "\"\\ud83c\\udfd4\"",
                    "\"" + "x".repeat(5_000) + "\"",
                    "\"0000-01-01T00:00:00Z\"",
                    "\"9999-12-31T23:59:60Z\"",
                    "[]",
                    "[[]]",
                    "{}",
                    "{\"\":{}}");

    private final Contract contract;

    BrokenJson(Contract contract) {
        this.contract = contract;
    }

    /** One that is as the schema says. */
    JsonNode good(JsonNode schema) {
        return good(schema, 0);
    }

    private JsonNode good(JsonNode reference, int depth) {
        JsonNode schema = contract.resolved(reference);
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return good(schema.path(choice).path(0), depth);
            }
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> JSON.arrayNode().add(good(schema.path("items"), depth + 1));
            case "integer", "number" -> JSON.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JSON.booleanNode(true);
            default ->
                    JSON.textNode(
                            schema.path("format").asText().equals("date-time")
                                    ? "2026-04-30T12:00:00Z"
                                    : "a".repeat(Math.max(1, schema.path("minLength").asInt())));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (depth < DEEPEST) {
            for (Map.Entry<String, JsonNode> one : schema.path("properties").properties()) {
                object.set(one.getKey(), good(one.getValue(), depth + 1));
            }
        }
        return object;
    }

    /** Of several the first that is not null. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.path(0).asText()
                : type.asText(schema.has("properties") ? "object" : "");
    }

    /** Good ones, and all that miss it by one thing. */
    List<byte[]> of(JsonNode schema) {
        JsonNode good = good(schema);
        List<byte[]> bodies = new ArrayList<>();
        BiConsumer<List<byte[]>, String> add =
                (all, text) -> all.add(text.getBytes(StandardCharsets.UTF_8));
        add.accept(bodies, good.toString());
        for (String any : ANY) {
            add.accept(bodies, any);
        }
        for (int i = 0; i < places(good); i++) {
            for (String any : ANY) {
                add.accept(bodies, replaced(good, i, any));
            }
            add.accept(bodies, replaced(good, i, null));
        }
        for (String limit : limits(schema, 0)) {
            for (int i = 0; i < places(good); i++) {
                add.accept(bodies, replaced(good, i, limit));
            }
        }
        String text = good.toString();
        add.accept(bodies, text.substring(0, text.length() - 1));
        add.accept(bodies, text + text);
        add.accept(bodies, text + ",");
        add.accept(bodies, "\ufeff" + text);
        add.accept(bodies, text.replaceFirst("\\{", "{\"unknown\":1,"));
        add.accept(bodies, text.replaceFirst("\\{(\"[^\"]+\":)", "{$1 1,$1"));
        add.accept(bodies, "[".repeat(5_000));
        add.accept(bodies, "{\"a\":".repeat(5_000));
        add.accept(bodies, many(good, 2).toString());
        add.accept(bodies, many(good, 501).toString());
        bodies.add(text.replace("a", "\u00e9").getBytes(StandardCharsets.ISO_8859_1));
        bodies.add(text.getBytes(StandardCharsets.UTF_16));
        bodies.add(new byte[0]);
        bodies.add(new byte[] {0});
        bodies.add(" ".repeat(256 * 1024 + 1).getBytes(StandardCharsets.US_ASCII));
        return bodies;
    }

    private static ArrayNode many(JsonNode one, int count) {
        ArrayNode all = JSON.arrayNode();
        for (int i = 0; i < count; i++) {
            all.add(one);
        }
        return all;
    }

    /** Numbers and lengths at the bounds of a schema, and just beyond. */
    private List<String> limits(JsonNode reference, int depth) {
        JsonNode schema = contract.resolved(reference);
        List<String> limits = new ArrayList<>();
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                double value = schema.path(bound).asDouble();
                limits.addAll(List.of(value + "", value - 0.001 + "", value + 0.001 + ""));
            }
        }
        if (schema.has("maxLength")) {
            int most = schema.path("maxLength").asInt();
            limits.add("\"" + "l".repeat(most) + "\"");
            limits.add("\"" + "l".repeat(most + 1) + "\"");
        }
        if (depth < DEEPEST) {
            schema.forEach(part -> limits.addAll(limits(part, depth + 1)));
        }
        return limits.stream().distinct().toList();
    }

    /** How many fields and items there are in it, at any depth. */
    private static int places(JsonNode node) {
        int count = 0;
        for (JsonNode part : node) {
            count += 1 + places(part);
        }
        return count;
    }

    /** The text of it with another value at one of its places; null: without it. */
    private static String replaced(JsonNode good, int place, String value) {
        StringBuilder text = new StringBuilder();
        write(good, new int[] {place}, value, text);
        return text.toString();
    }

    private static void write(JsonNode node, int[] place, String value, StringBuilder text) {
        if (!node.isContainerNode()) {
            text.append(node);
            return;
        }
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> one : node.properties()) {
                String name = JSON.textNode(one.getKey()) + ":";
                part(one.getValue(), name, place, value, parts);
            }
        } else {
            node.forEach(one -> part(one, "", place, value, parts));
        }
        String all = String.join(",", parts);
        text.append(node.isObject() ? "{" + all + "}" : "[" + all + "]");
    }

    private static void part(
            JsonNode node, String name, int[] place, String value, List<String> parts) {
        if (place[0]-- == 0) {
            if (value != null) {
                parts.add(name + value);
            }
            return;
        }
        StringBuilder text = new StringBuilder(name);
        write(node, place, value, text);
        parts.add(text.toString());
    }
}
