package io.outpost.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class EnvironmentDefaultsTest {
    private static final Map<String, String> VARIABLES =
            Map.of("--port", "OUTPOST_PORT", "--name", "OUTPOST_NAME");

    private final StringWriter out = new StringWriter();
    private final Program program = new Program();

    @Command(name = "program")
    static final class Program implements Runnable {
        @Option(
                names = {"-p", "--port"},
                defaultValue = "1")
        int port;

        @Option(names = "--name")
        String name;

        @Option(names = "--other", defaultValue = "other")
        String other;

        @Override
        public void run() {}
    }

    @Test
    void theArgumentGoesBeforeTheVariableAndThatBeforeTheDefault() {
        assertEquals(0, run(Map.of("OUTPOST_PORT", "2"), "--port=3"));
        assertEquals(3, program.port);
        assertEquals(0, run(Map.of("OUTPOST_PORT", "2", "OUTPOST_OTHER", "no such variable")));
        assertEquals(2, program.port);
        assertEquals("other", program.other);
        assertEquals(0, run(Map.of("OUTPOST_NAME", "name")));
        assertEquals(1, program.port);
        assertEquals("name", program.name);
    }

    @Test
    void whatIsWrongIsWrongUsage() {
        assertEquals(2, run(Map.of("OUTPOST_NAME_FILE", "/nowhere/at/all")));
        assertTrue(
                out.toString().contains("OUTPOST_NAME_FILE: cannot read /nowhere/at/all"),
                out.toString());
        assertEquals(2, run(Map.of("OUTPOST_PORT", "many")));
        assertTrue(out.toString().contains("'many' is not an int"), out.toString());
    }

    private int run(Map<String, String> variables, String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(program)
                .setDefaultValueProvider(
                        new EnvironmentDefaults(new Environment(variables), VARIABLES))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
    }
}
