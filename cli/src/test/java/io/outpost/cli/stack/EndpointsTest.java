package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.environment.KafkaAccess;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointsTest {
    private static final Endpoints ENDPOINTS =
            new Endpoints(
                    KafkaAccess.open("127.0.0.1:1"),
                    "log",
                    "http://127.0.0.1:2/apis/ccompat/v7",
                    "jdbc:postgresql://127.0.0.1:3/outpost",
                    "user",
                    "p:a=s s\\wörd#",
                    "http://127.0.0.1:4",
                    "http://127.0.0.1:5");

    @TempDir private Path folder;

    @Test
    void areReadAsTheyWereWritten() throws IOException {
        ENDPOINTS.save(folder);
        assertTrue(Endpoints.exist(folder));
        assertEquals(ENDPOINTS, Endpoints.load(folder));
    }

    @Test
    void areGoneOnceForgotten() throws IOException {
        ENDPOINTS.save(folder);
        Endpoints.forget(folder);
        Endpoints.forget(folder);
        assertFalse(Endpoints.exist(folder));
        assertThrows(NoSuchFileException.class, () -> Endpoints.load(folder));
    }

    @Test
    void saysToStartAStackWhenNoneRuns() {
        EndpointOptions options = new EndpointOptions();
        options.data = folder;

        CommandException e = assertThrows(CommandException.class, options::resolve);
        assertTrue(e.getMessage().contains("./outpost up"), e.getMessage());
    }

    @Test
    void anOptionReplacesAnEndpointOfTheFolder() throws IOException {
        new Endpoints(KafkaAccess.open("k"), "l", "r", "p", "u", "w", "f", "a").save(folder);
        EndpointOptions options = new EndpointOptions();
        options.data = folder;
        options.registryUrl = "other";

        assertEquals(
                new Endpoints(KafkaAccess.open("k"), "l", "other", "p", "u", "w", "f", "a"),
                options.resolve());
    }
}
