package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document, as what answers are held against. */
final class Contract {

    private static final String OTHER = "/components/responses/Other";
    private static final String PROBLEM = "application/problem+json";

    /** Header fields that mean something to who reads this contract, and must stand in it. */
    private static final List<String> DESCRIBED =
            List.of("Link", "Location", "Retry-After", "WWW-Authenticate", "Allow");

    private static final String ADDRESS = "https://outpost.invalid/openapi";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private Contract(JsonNode document) {
        this.document = document;
        this.schemas =
                JsonSchemaFactory.getInstance(
                        VersionFlag.V202012,
                        factory ->
                                factory.schemaLoaders(
                                        load ->
                                                load.schemas(
                                                        Map.of(ADDRESS, document.toString()))));
    }

    static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            Object yaml = new Yaml().load(Objects.requireNonNull(in));
            return new Contract(new ObjectMapper().valueToTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Query parameters of all operations, by method and path: {@code GET /v1/places}. */
    Map<String, Set<String>> operations() {
        Map<String, Set<String>> operations = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("servers")) {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    operations.put(method + " " + path.getKey(), parameters(operation.getValue()));
                }
            }
        }
        return operations;
    }

    /** Operations that are marked as deprecated, and parameters: {@code GET /v1/places start}. */
    Set<String> deprecated() {
        Set<String> marked = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                if (operation.getValue().path("deprecated").asBoolean()) {
                    marked.add(name);
                }
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                    if (resolved(parameter).path("deprecated").asBoolean()) {
                        marked.add(name + " " + resolved(parameter).path("name").asText());
                    }
                }
            }
        }
        return marked;
    }

    /**
     * One operation.
     *
     * @param method in capitals
     * @param bodies schemas of its bodies by media type; empty: it takes none
     */
    record Operation(
            String method,
            String path,
            List<Parameter> parameters,
            Map<String, JsonNode> bodies,
            boolean isForOperators) {

        String name() {
            return method + " " + path;
        }

        List<Parameter> in(String where) {
            return parameters.stream().filter(one -> one.in().equals(where)).toList();
        }
    }

    /**
     * One parameter.
     *
     * @param in query, path or header
     */
    record Parameter(String name, String in, boolean isRequired, JsonNode schema) {}

    /** All of them, with all that is said of each. */
    List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
                if (!one.getKey().equals("servers")) {
                    all.add(
                            new Operation(
                                    one.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    described(one.getValue().path("parameters")),
                                    bodies(one.getValue()),
                                    path.getValue().has("servers")));
                }
            }
        }
        return all;
    }

    private List<Parameter> described(JsonNode parameters) {
        List<Parameter> all = new ArrayList<>();
        for (JsonNode one : parameters) {
            JsonNode parameter = resolved(one);
            all.add(
                    new Parameter(
                            parameter.path("name").asText(),
                            parameter.path("in").asText(),
                            parameter.path("required").asBoolean(),
                            resolved(parameter.path("schema"))));
        }
        return all;
    }

    private static Map<String, JsonNode> bodies(JsonNode operation) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(one -> bodies.put(one.getKey(), one.getValue().path("schema")));
        return bodies;
    }

    /** What a reference stands for; the node itself where it is none. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    /** Fails unless the contract has this answer to a GET, and its body is as the contract says. */
    void check(String requestPath, Api.Answer answer) {
        check("get", requestPath, answer);
    }

    /** The same of another method, in small letters. */
    void check(String method, String requestPath, Api.Answer answer) {
        check(
                method,
                template(requestPath),
                new Answered(
                        answer.status(),
                        answer.mediaType(),
                        answer.response().headers().map(),
                        answer.text()));
    }

    /**
     * What was answered.
     *
     * @param headers by their names, of which case does not count
     */
    record Answered(int status, String mediaType, Map<String, List<String>> headers, String body) {

        boolean has(String header) {
            return headers.keySet().stream().anyMatch(header::equalsIgnoreCase);
        }
    }

    /** Fails unless the contract has this answer to a path of it, as it came. */
    void check(String method, String path, Answered answer) {
        String responses = "/paths/%s/%s/responses/".formatted(escaped(path), method);
        String pointer = responses + answer.status();
        if (document.at(pointer).isMissingNode()) {
            checkOther(document.at(responses + "default"), answer);
            return;
        }
        JsonNode response = document.at(pointer);
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
        }
        checkHeaders(document.at(pointer), answer);
        if (document.at(pointer).has("content")) {
            checkBody(pointer + "/content/", answer);
        } else {
            assertEquals("", answer.body());
        }
    }

    /** One of a method that the contract has not for the path, or of a path that it has not. */
    void checkOther(Answered answer) {
        checkOther(document.at(OTHER), answer);
    }

    private void checkOther(JsonNode other, Answered answer) {
        JsonNode response = resolved(other);
        assertEquals(document.at(OTHER), response, "no default");
        List<Integer> statuses = new ArrayList<>();
        response.path("x-statuses").forEach(status -> statuses.add(status.asInt()));
        assertTrue(
                statuses.contains(answer.status()),
                "not in the contract: " + answer.status() + " " + answer.body());
        checkHeaders(response, answer);
        if (answer.status() == 304) {
            assertEquals("", answer.body());
        } else {
            checkBody(OTHER + "/content/", answer);
        }
    }

    private void checkBody(String contents, Answered answer) {
        String schema = contents + escaped(answer.mediaType()) + "/schema";
        assertFalse(document.at(schema).isMissingNode(), "not in the contract: " + schema);
        switch (answer.mediaType()) {
            case "application/json", "application/geo+json", "application/problem+json" ->
                    validate(schema, answer.body());
            case "application/x-ndjson" ->
                    answer.body().lines().forEach(line -> validate(schema, line));
            default -> assertFalse(answer.body().isEmpty(), contents);
        }
        if (answer.mediaType().equals(PROBLEM)) {
            assertTrue(
                    answer.body().contains("\"status\":" + answer.status() + ","),
                    "status and body differ: " + answer.status() + " " + answer.body());
        }
    }

    /** What must be there is, and what is there is described. */
    private void checkHeaders(JsonNode response, Answered answer) {
        for (String name : DESCRIBED) {
            assertTrue(
                    !answer.has(name) || response.path("headers").has(name),
                    "not in the contract: " + name + " of " + answer.status());
        }
        for (Map.Entry<String, JsonNode> one : response.path("headers").properties()) {
            boolean isRequired = resolved(one.getValue()).path("required").asBoolean();
            assertTrue(
                    !isRequired || answer.has(one.getKey()),
                    "it lacks " + one.getKey() + ": " + answer.status());
        }
    }

    /** True for a path that is served on a port of its own. */
    boolean isForOperators(String requestPath) {
        return document.path("paths").path(template(requestPath)).has("servers");
    }

    void validate(String pointer, String json) {
        Set<ValidationMessage> errors =
                compiled.computeIfAbsent(pointer, this::compile).validate(json, InputFormat.JSON);
        assertEquals(Set.of(), errors, json);
    }

    private JsonSchema compile(String pointer) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer), config);
    }

    private String template(String requestPath) {
        String path = requestPath.replaceAll("\\?.*", "");
        if (document.path("paths").has(path)) {
            return path;
        }
        for (Map.Entry<String, JsonNode> known : document.path("paths").properties()) {
            if (path.matches(known.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
                return known.getKey();
            }
        }
        return path;
    }

    private Set<String> parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode resolved =
                    parameter.has("$ref")
                            ? document.at(parameter.path("$ref").asText().substring(1))
                            : parameter;
            if (resolved.path("in").asText().equals("query")) {
                names.add(resolved.path("name").asText());
            }
        }
        return names;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
