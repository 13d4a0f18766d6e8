package io.outpost.e2e.hostile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * Ids of schemas: the two of the log that senders write, and those of strangers under subjects of
 * their own.
 *
 * @param foreign none of them can be read as an observation
 * @param unread schemas that the registry has and that are not Avro
 */
record ForeignSchemas(int observation, int place, List<Integer> foreign, List<Integer> unread) {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Registers them all. */
    static ForeignSchemas register(String registryUrl) throws IOException, InterruptedException {
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        try {
            return new ForeignSchemas(
                    registry.register(
                            RecordType.OBSERVATION.subject(), Observation.getClassSchema()),
                    registry.register(RecordType.PLACE.subject(), Place.getClassSchema()),
                    List.of(
                            registry.register("hostile-other", other()),
                            registry.register("hostile-list", recursive()),
                            registry.register("hostile-seconds", timeOfAnotherKind())),
                    List.of(
                            post(
                                    registryUrl,
                                    "hostile-protobuf",
                                    "PROTOBUF",
                                    "syntax = \"proto3\"; message A { string a = 1; }"),
                            post(
                                    registryUrl,
                                    "hostile-json",
                                    "JSON",
                                    "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}")));
        } catch (RegistryUnavailableException e) {
            throw new IOException(e);
        }
    }

    private static Schema other() {
        return SchemaBuilder.record("Other").fields().requiredInt("y").endRecord();
    }

    private static Schema recursive() {
        return new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}");
    }

    /** Ours, but for the logical type of the time. */
    private static Schema timeOfAnotherKind() {
        String text = Observation.getClassSchema().toString();
        return new Schema.Parser()
                .parse(text.replace("\"timestamp-millis\"", "\"local-timestamp-millis\""));
    }

    private static int post(String registryUrl, String subject, String type, String schema)
            throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("schemaType", type, "schema", schema));
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(registryUrl + "/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The registry refused " + subject + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asInt();
    }
}
