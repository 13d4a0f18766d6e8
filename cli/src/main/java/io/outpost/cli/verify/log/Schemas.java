package io.outpost.cli.verify.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Writers' schemas by id, read over the registry's Confluent API. Only the registry's own word says
 * that there is none; any other answer is asked for again, for a minute.
 */
public final class Schemas {
    private static final int TRIES = 60;

    /** The registry's own words: no such subject, no such version, no such schema. */
    private static final Set<Integer> NO_VERSION = Set.of(40401, 40402, 40403);

    private static final Set<Integer> NO_SCHEMA = Set.of(40403);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final String url;
    private final Duration pause;
    private final Map<Integer, Schema> known = new HashMap<>();
    private final Set<Integer> unknown = new HashSet<>();

    /**
     * Asks nothing yet.
     *
     * @param url such as http://127.0.0.1:8081/apis/ccompat/v7
     */
    public Schemas(String url) {
        this(url, Duration.ofSeconds(1));
    }

    Schemas(String url, Duration pause) {
        this.url = url;
        this.pause = pause;
    }

    /**
     * The schema that a record was written with.
     *
     * @throws RejectedException when the registry says that it has no such schema of Avro
     */
    Schema writer(int id) throws RejectedException {
        if (unknown.contains(id)) {
            throw new RejectedException("UNKNOWN_SCHEMA");
        }
        Schema schema = known.get(id);
        if (schema == null) {
            schema = ask(id);
            known.put(id, schema);
        }
        return schema;
    }

    private Schema ask(int id) throws RejectedException {
        try {
            if (id < 0) {
                throw new RejectedException("UNKNOWN_SCHEMA");
            }
            JsonNode answer = get("/schemas/ids/" + id, NO_SCHEMA);
            return parse(answer, new Schema.Parser(), new HashSet<>());
        } catch (RejectedException e) {
            unknown.add(id);
            throw e;
        }
    }

    /** With what it refers to, which the parser must have seen before. */
    private Schema parse(JsonNode answer, Schema.Parser parser, Set<String> seen)
            throws RejectedException {
        boolean isAvro = answer.path("schemaType").asText("AVRO").equals("AVRO");
        if (answer.has("error_code") || !isAvro) {
            throw new RejectedException("UNKNOWN_SCHEMA");
        }
        for (JsonNode reference : answer.path("references")) {
            String subject =
                    URLEncoder.encode(reference.path("subject").asText(), StandardCharsets.UTF_8)
                            .replace("+", "%20");
            String path = "/subjects/" + subject + "/versions/" + reference.path("version").asInt();
            if (seen.add(path)) {
                parse(get(path + "?deleted=true", NO_VERSION), parser, seen);
            }
        }
        try {
            return parser.parse(answer.path("schema").asText());
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever it is: the registry has given it, and it is no schema of Avro.
            throw new RejectedException("UNKNOWN_SCHEMA");
        }
    }

    /** An answer that has a schema, or says with one of these codes that there is none. */
    private JsonNode get(String path, Set<Integer> noneByCode) {
        String last = "";
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT).build();
                HttpResponse<String> response =
                        http.send(request, HttpResponse.BodyHandlers.ofString());
                last = response.statusCode() + " " + response.body();
                JsonNode answer = JSON.readTree(response.body());
                int code = answer.path("error_code").asInt();
                boolean none = response.statusCode() == NOT_FOUND && noneByCode.contains(code);
                boolean found = response.statusCode() == OK && answer.hasNonNull("schema");
                if (none || found) {
                    return answer;
                }
            } catch (IOException e) {
                last = e.toString();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            rest();
        }
        throw new IllegalStateException(
                "The schema registry does not answer " + path + ": " + last);
    }

    private void rest() {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
