package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document, as what answers are held against. */
final class Contract {

    private static final String ADDRESS = "https://outpost.invalid/openapi";

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

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

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Fails unless the contract has this answer to a GET, and its body is as the contract says. */
    void check(String requestPath, Api.Answer answer) {
        check("get", requestPath, answer);
    }

    /** The same of another method, in small letters. */
    void check(String method, String requestPath, Api.Answer answer) {
        String pointer =
                "/paths/%s/%s/responses/%d"
                        .formatted(escaped(template(requestPath)), method, answer.status());
        JsonNode response = document.at(pointer);
        assertFalse(
                response.isMissingNode(), "not in the contract: " + pointer + " " + answer.text());
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
        }
        String schema = pointer + "/content/" + escaped(answer.mediaType()) + "/schema";
        assertFalse(document.at(schema).isMissingNode(), "not in the contract: " + schema);
        switch (answer.mediaType()) {
            case "application/json", "application/geo+json", "application/problem+json" ->
                    validate(schema, answer.text());
            case "application/x-ndjson" ->
                    answer.text().lines().forEach(line -> validate(schema, line));
            default -> assertFalse(answer.text().isEmpty(), requestPath);
        }
    }

    /** True for a path that is served on a port of its own. */
    boolean isForOperators(String requestPath) {
        return document.path("paths").path(template(requestPath)).has("servers");
    }

    void validate(String pointer, String json) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema schema = schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + pointer), config);
        Set<ValidationMessage> errors = schema.validate(json, InputFormat.JSON);
        assertEquals(Set.of(), errors, json);
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
