package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.flink.parts.Registry;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.UnknownSchemaException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of a real registry on schemas that are none of ours. */
class RealRegistryIT {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    @TempDir private static Path folder;

    private static Registry server;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        server = Registry.start(folder);
        registry = new SchemaRegistry(server.url());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void protobufAndJsonAreRefused() throws Exception {
        int protobuf =
                post(
                        "strange",
                        "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = \\\"proto3\\\"; message A { string a = 1; }\"}");
        assertTrue(refusal(protobuf).endsWith("is not Avro, but PROTOBUF"), refusal(protobuf));
        int json =
                post(
                        "stranger",
                        "{\"schemaType\":\"JSON\",\"schema\":\"{\\\"$schema\\\":\\\"http://json-schema.org/draft-07/schema#\\\",\\\"type\\\":\\\"object\\\"}\"}");
        assertTrue(refusal(json).endsWith("is not Avro, but JSON"), refusal(json));
        assertTrue(registry.isAssigned(json));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4_711, Integer.MAX_VALUE})
    void anIdThatItHasNotGivenIsRefused(int id) throws Exception {
        assertTrue(refusal(id).startsWith("the registry has no schema"), refusal(id));
        assertFalse(registry.isAssigned(id));
    }

    @Test
    void aSchemaThatRefersToAnotherSubjectIsRead() throws Exception {
        post(
                "inner",
                "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"a.Inner\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}");
        int outer =
                post(
                        "outer",
                        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.Outer\\\",\\\"fields\\\":[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"a.Inner\\\"}]}\","
                                + "\"references\":[{\"name\":\"a.Inner\",\"subject\":\"inner\",\"version\":1}]}");
        Schema read = registry.writerSchema(outer);
        assertEquals(Schema.Type.ENUM, read.getField("x").schema().getType());
    }

    private static String refusal(int id) {
        return assertThrows(UnknownSchemaException.class, () -> registry.writerSchema(id))
                .getMessage();
    }

    private static int post(String subject, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(server.url() + "/subjects/" + subject + "/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        String answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher id = ID.matcher(answer);
        assertTrue(id.find(), answer);
        return Integer.parseInt(id.group(1));
    }
}
