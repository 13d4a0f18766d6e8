package io.outpost.part.flink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;

/** What Flink's processes log in containers, by the shipped settings. */
class ConsoleLogTest {
    private static final String SETTINGS = "../../../flink-conf/log4j-console.properties";

    @Test
    void eachEventIsALineOfJsonWithTheIdOfItsTrace() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        ThreadContext.put("trace_id", "4bf92f35");
        try (LoggerContext context = Configurator.initialize("console", SETTINGS)) {
            context.getLogger("io.outpost").warn("one\nline", new IllegalStateException("cause"));
        } finally {
            ThreadContext.remove("trace_id");
            System.setOut(console);
        }
        String text = written.toString(StandardCharsets.UTF_8);
        assertEquals(1, text.lines().count(), text);
        assertTrue(text.startsWith("{\"@timestamp\":\""), text);
        assertTrue(text.contains("\"message\":\"one\\nline\""), text);
        assertTrue(text.contains("\"trace_id\":\"4bf92f35\""), text);
        assertTrue(text.contains("\"error.message\":\"cause\""), text);
    }
}
