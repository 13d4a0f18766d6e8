package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ApiServerTest {

    private final StringWriter out = new StringWriter();

    @Test
    void helpNamesEveryArgumentAndItsEnvironmentVariable() {
        assertEquals(0, run("--help"));
        for (String name :
                new String[] {
                    "PORT",
                    "HOST",
                    "MANAGEMENT_PORT",
                    "MANAGEMENT_HOST",
                    "ALLOWED_HOSTS",
                    "CURSOR_KEY"
                }) {
            assertTrue(out.toString().contains("OUTPOST_API_" + name), out.toString());
        }
        for (String name :
                new String[] {
                    "POSTGRES_URL", "POSTGRES_USER", "POSTGRES_PASSWORD", "FLINK_REST_URL"
                }) {
            assertTrue(out.toString().contains("OUTPOST_" + name), out.toString());
        }
    }

    @Test
    void aMissingAddressOfPostgresIsToldWithExitCode2() {
        assertEquals(2, run("--postgres-url="));
        assertTrue(
                out.toString().contains("--postgres-url must be given as jdbc:postgresql:"),
                out.toString());
    }

    @Test
    void wrongArgumentsAreToldWithExitCode2() {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        assertEquals(2, run(url, "--port=70000"));
        assertEquals(2, run(url, "--port=many"));
        assertEquals(2, run(url, "--management-port=0"));
        assertEquals(2, run(url, "--port=18099", "--management-port=18099"));
        assertEquals(2, run(url, "--allowed-hosts=api.example,https://api.example:443"));
        assertEquals(2, run(url, "--flink-rest-url=localhost"));
        assertEquals(2, run(url, "--colour=red"));
        assertTrue(
                out.toString().contains("--port must be from 1 to 65535, but is 70000"),
                out.toString());
        assertTrue(
                out.toString().contains("--management-port must differ from --port"),
                out.toString());
        assertTrue(
                out.toString().contains("without scheme and port, but has https://api.example:443"),
                out.toString());
        assertTrue(out.toString().contains("Unknown option: '--colour=red'"), out.toString());
    }

    @Test
    void aKeyThatCouldBeGuessedIsToldWithoutShowingIt() {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        assertEquals(2, run(url, "--cursor-key=only-31-characters-are-in-here-"));
        assertTrue(
                out.toString().contains("must have at least 32 characters, but has 31"),
                out.toString());
        assertFalse(out.toString().contains("only-31-characters"), out.toString());
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return new CommandLine(new ApiServer()).setOut(writer).setErr(writer).execute(arguments);
    }
}
