package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outpost.api.tls.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of nginx before the API, as nginx itself judges it. */
final class NginxTest {

    private static final Path EXAMPLE = Path.of("../docs/nginx.conf");

    @Test
    void nginxTakesTheExample(@TempDir Path folder) throws Exception {
        Certificates made = Certificates.valid();
        made.writeCertificate(folder.resolve("tls.crt"));
        made.writeKey(folder.resolve("tls.key"));
        // nginx takes the port to judge a file, and only root may take that of the example.
        String text =
                Files.readString(EXAMPLE)
                        .replace("/etc/outpost/tls", folder.toString())
                        .replace("listen 443", "listen 127.0.0.1:" + freePort());
        String judgement = judgement(folder, text);
        assertTrue(judgement.contains("test is successful"), judgement);
        String broken = judgement(folder, text.replace("least_conn", "last_conn"));
        assertFalse(broken.contains("test is successful"), broken);
    }

    /** What nginx repeats by itself must have had no effect. */
    @Test
    void noPostIsRepeatedAndNoAddressOfAClientIsBelieved() throws IOException {
        String rules =
                Files.readAllLines(EXAMPLE).stream()
                        .filter(line -> !line.strip().startsWith("#"))
                        .reduce("", (text, line) -> text + line + "\n");
        assertEquals(1, rules.split("proxy_next_upstream error timeout;", -1).length - 1);
        assertFalse(rules.contains("non_idempotent"));
        assertTrue(rules.contains("proxy_set_header X-Forwarded-For $remote_addr;"));
    }

    private static String judgement(Path folder, String text)
            throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("nginx.conf"), text);
        Process nginx =
                new ProcessBuilder(program(), "-t", "-p", folder.toString(), "-c", file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(nginx.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        nginx.waitFor();
        return said;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String program() {
        Optional<String> found =
                Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst();
        assumeTrue(found.isPresent(), "skipped: nginx is not there (Debian's package nginx-light)");
        return found.orElseThrow();
    }
}
