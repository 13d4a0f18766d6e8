package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry's answers over HTTP, and what they mean. */
class SchemasTest {
    private static final String INT = "{\"schema\": \"\\\"int\\\"\"}";

    private AnsweringRegistry registry;
    private Schemas schemas;

    @BeforeEach
    void start() throws IOException {
        registry = new AnsweringRegistry();
        schemas = registry.schemas();
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void readsASchema() throws RejectedException {
        registry.answer("/schemas/ids/1", 200, INT);
        assertEquals("\"int\"", schemas.writer(1).toString());
    }

    @Test
    void onlyItsOwnWordSaysThatThereIsNone() {
        registry.answer(
                "/schemas/ids/1",
                404,
                "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
        assertEquals("UNKNOWN_SCHEMA", letter(1));
        registry.answer("/schemas/ids/2", 200, "{\"schemaType\": \"JSON\", \"schema\": \"{}\"}");
        assertEquals("UNKNOWN_SCHEMA", letter(2));
        registry.answer("/schemas/ids/3", 200, "{\"schema\": \"{\\\"type\\\": 7}\"}");
        assertEquals("UNKNOWN_SCHEMA", letter(3));
        assertEquals("UNKNOWN_SCHEMA", letter(-1), "which is not asked for");
    }

    @Test
    void anyOtherAnswerIsAskedForAgain() throws RejectedException {
        registry.answer("/schemas/ids/1", 404, "404 page not found");
        registry.answer("/schemas/ids/1", 404, "{\"error_code\": 404}");
        registry.answer("/schemas/ids/1", 404, "{\"error_code\": 40401}");
        registry.answer("/schemas/ids/1", 422, "{\"error_code\": 40403}");
        registry.answer("/schemas/ids/1", 500, "{\"error_code\": 50001}");
        registry.answer("/schemas/ids/1", 200, INT);
        assertEquals("\"int\"", schemas.writer(1).toString());
    }

    @Test
    void aRegistryThatNeverAnswersIsNoVerdict() {
        registry.answer("/schemas/ids/1", 503, "");
        assertThrows(IllegalStateException.class, () -> schemas.writer(1));
    }

    @Test
    void readsWhatASchemaRefersTo() throws RejectedException {
        registry.answer(
                "/schemas/ids/1",
                200,
                "{\"schema\": \"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"a.Outer\\\",\\\"fields\\\":[{\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"a.Inner\\\"}]}\","
                        + " \"references\": [{\"name\": \"a.Inner\", \"subject\": \"in ner\", \"version\": 3}]}");
        registry.answer(
                "/subjects/in%20ner/versions/3",
                200,
                "{\"schema\": \"{\\\"type\\\":\\\"enum\\\",\\\"name\\\":\\\"a.Inner\\\",\\\"symbols\\\":[\\\"A\\\"]}\"}");
        assertEquals("a.Inner", schemas.writer(1).getField("x").schema().getFullName());
    }

    @Test
    void whatRefersToNothingIsUnknown() {
        registry.answer(
                "/schemas/ids/1",
                200,
                "{\"schema\": \"\\\"a.Inner\\\"\", \"references\": [{\"name\": \"a.Inner\", \"subject\": \"inner\", \"version\": 3}]}");
        registry.answer("/subjects/inner/versions/3", 404, "{\"error_code\": 40402}");
        assertEquals("UNKNOWN_SCHEMA", letter(1));
    }

    private String letter(int id) {
        return assertThrows(RejectedException.class, () -> schemas.writer(id)).getMessage();
    }
}
