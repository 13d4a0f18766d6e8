package io.outpost.schemas.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the answers of a registry mean, byte for byte as they come. */
class SchemaRegistryTest {
    private static final String ONE = "/schemas/ids/1";

    private final Map<String, Answer> answers = new HashMap<>();

    /** What was to be registered, by path. */
    private final Map<String, String> posted = new ConcurrentHashMap<>();

    private HttpServer server;
    private SchemaRegistry registry;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry = new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsASchema() throws Exception {
        answers.put(ONE, new Answer(200, "{\"schema\":\"\\\"int\\\"\"}"));
        assertEquals(Schema.Type.INT, registry.writerSchema(1).getType());
        answers.put(ONE, new Answer(200, "{\"schemaType\":\"AVRO\",\"schema\":\"\\\"long\\\"\"}"));
        assertEquals(Schema.Type.LONG, registry.writerSchema(1).getType());
        assertTrue(registry.isAssigned(1));
    }

    @Test
    void onlyItsOwnCodeSaysThatThereIsNone() throws Exception {
        answers.put(ONE, new Answer(404, "{\"error_code\":40403,\"message\":\"not found\"}"));
        assertEquals("the registry has no schema 1", refusal());
        assertFalse(registry.isAssigned(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROTOBUF", "JSON", "THRIFT"})
    void anotherTypeIsRefusedAndAssigned(String type) throws Exception {
        answers.put(
                ONE,
                new Answer(200, "{\"schemaType\":\"" + type + "\",\"schema\":\"message A {\"}"));
        assertEquals("the registry's schema 1 is not Avro, but " + type, refusal());
        assertTrue(registry.isAssigned(1));
    }

    /** Waiting would be for ever: the registry has said what the schema is. */
    @Test
    void aSchemaThatAvroCannotReadIsRefused() {
        answers.put(ONE, new Answer(200, "{\"schema\":\"{\\\"type\\\":\\\"unheard-of\\\"}\"}"));
        assertEquals("the registry's schema 1 is not readable as Avro", refusal());
        String deep = "{\\\"type\\\":\\\"array\\\",\\\"items\\\":".repeat(5_000);
        answers.put(
                ONE,
                new Answer(
                        200, "{\"schema\":\"" + deep + "\\\"int\\\"" + "}".repeat(5_000) + "\"}"));
        assertEquals("the registry's schema 1 is not readable as Avro", refusal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|<html><body>404 Not Found</body></html>",
                "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
                "404|{\"error_code\":40401}",
                "404|''",
                "422|{\"error_code\":42201}",
                "422|{\"error_code\":40403}",
                "429|{\"error_code\":42901}",
                "401|{\"error_code\":40101}",
                "500|{\"error_code\":50001}",
                "500|{\"error_code\":40403}",
                "502|<html>Bad Gateway</html>",
                "503|''",
                "200|<html>Sign in</html>",
                "200|{}",
                "200|null",
                "200|''",
                "204|''"
            })
    void anyOtherAnswerIsNone(int status, String body) {
        answers.put(ONE, new Answer(status, body));
        assertThrows(RegistryUnavailableException.class, () -> registry.writerSchema(1));
    }

    @Test
    void oneThatDoesNotAnswerIsNotWaitedForForEver() throws IOException {
        HttpServer silent =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        // Takes connections, and never reads from them.
        SchemaRegistry asked =
                new SchemaRegistry(
                        "http://127.0.0.1:" + silent.getAddress().getPort(),
                        Duration.ofMillis(100));
        assertThrows(RegistryUnavailableException.class, () -> asked.writerSchema(1));
        silent.stop(0);
    }

    @Test
    void registersAVersionOnlyUnderASubjectThatIsThere() throws Exception {
        answers.put("/subjects/s/versions", new Answer(404, "{\"error_code\":40401}"));
        RegistryUnavailableException refused =
                assertThrows(
                        RegistryUnavailableException.class,
                        () -> registry.registerVersion("s", Schema.create(Schema.Type.INT)));
        assertTrue(refused.getMessage().contains("outpost prepare"), refused.getMessage());
        assertEquals(Map.of(), posted);
        answers.put("/subjects/s/versions", new Answer(200, "[1]"));
        assertEquals(7, registry.registerVersion("s", Schema.create(Schema.Type.INT)));
        assertEquals(Set.of("/subjects/s/versions"), posted.keySet());
    }

    @Test
    void readsWhatASchemaRefersTo() throws Exception {
        answers.put(
                ONE,
                new Answer(
                        200,
                        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.Top\\\",\\\"fields\\\":["
                                + "{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"a.Left\\\"},{\\\"name\\\":\\\"y\\\",\\\"type\\\":\\\"a.Right\\\"}]}\","
                                + "\"references\":[{\"name\":\"a.Left\",\"subject\":\"le ft\",\"version\":3},"
                                + "{\"name\":\"a.Right\",\"subject\":\"right\",\"version\":1}]}"));
        String onBottom =
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.%s\\\",\\\"fields\\\":[{\\\"name\\\":\\\"z\\\",\\\"type\\\":\\\"a.Bottom\\\"}]}\","
                        + "\"references\":[{\"name\":\"a.Bottom\",\"subject\":\"bottom\",\"version\":1}]}";
        answers.put("/subjects/le%20ft/versions/3", new Answer(200, onBottom.formatted("Left")));
        answers.put("/subjects/right/versions/1", new Answer(200, onBottom.formatted("Right")));
        answers.put(
                "/subjects/bottom/versions/1",
                new Answer(
                        200,
                        "{\"schema\":\"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"a.Bottom\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}"));
        Schema top = registry.writerSchema(1);
        assertEquals(
                "a.Bottom",
                top.getField("y").schema().getField("z").schema().getFullName(),
                "both refer to it");
        assertEquals(top, new Schema.Parser().parse(top.toString()), "and it stands alone");
        answers.put("/subjects/bottom/versions/1", new Answer(503, ""));
        assertThrows(RegistryUnavailableException.class, () -> registry.writerSchema(1));
        answers.put("/subjects/bottom/versions/1", new Answer(404, "{\"error_code\":40402}"));
        assertEquals("the registry has no version 1 of bottom", refusal());
    }

    private String refusal() {
        return assertThrows(UnknownSchemaException.class, () -> registry.writerSchema(1))
                .getMessage();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        Answer answer = answers.get(path);
        if (exchange.getRequestMethod().equals("POST")) {
            posted.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer = new Answer(200, "{\"id\":7}");
        }
        byte[] body = answer.body.getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
