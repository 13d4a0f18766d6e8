package io.outpost.cli.sensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.Explanation;
import io.outpost.signatures.RequestHead;
import io.outpost.signatures.RequestSignature;
import io.outpost.signatures.SigningKey;
import io.outpost.signatures.VerifyingKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Keys are made and revoked on a real Postgres, and what is printed works in a shell. */
final class SensorsCommandIT {
    private static final String ODD_PLACE = "it's \"here\" $HOME";

    private static EmbeddedPostgres postgres;

    @TempDir private Path folder;

    /** What a command printed, and how it ended. */
    private record Ran(int exitCode, String text) {
        String line(String name) {
            Matcher line = Pattern.compile("(?m)^" + name + " +(\\S+)").matcher(text);
            assertTrue(line.find(), text);
            return line.group(1);
        }
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (Connection owner = postgres.getPostgresDatabase().getConnection()) {
            owner.createStatement().execute("CREATE ROLE api LOGIN IN ROLE outpost_api");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private Ran run(String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--data=" + folder.resolve("no-stack");
        all[arguments.length + 1] =
                "--postgres-url=jdbc:postgresql://127.0.0.1:%d/postgres"
                        .formatted(postgres.getPort());
        all[arguments.length + 2] = "--postgres-user=api";
        int exitCode =
                new CommandLine(new SensorsCommand())
                        .setOut(out)
                        .setErr(out)
                        .setExecutionExceptionHandler(Explanation::print)
                        .execute(all);
        return new Ran(exitCode, text.toString());
    }

    @Test
    void aSecretIsShownOnceAndOnlyItsHashIsKept() throws Exception {
        Ran added = run("add", "--place", "hut", "--sensor", "roof", "--tenant", "club");
        assertEquals(0, added.exitCode(), added.text());
        String secret = added.line("secret");
        assertEquals(43, secret.length());
        assertArrayEquals(sha256(secret), verifier(added.line("key")));
        assertFalse(run("list").text().contains(secret));
        assertTrue(
                run("list").text().lines().anyMatch(line -> line.contains("hut / roof")),
                run("list").text());
        List<String> curl = arguments(added.text(), "curl -sS");
        assertTrue(curl.contains("http://127.0.0.1:18080/v1/observations"), curl.toString());
        assertTrue(
                curl.contains("Authorization: Bearer " + added.line("key") + "." + secret),
                curl.toString());
        assertTrue(
                curl.get(curl.size() - 1)
                        .matches(
                                "\\{\"place_id\":\"hut\",\"sensor_id\":\"roof\",\"observed_at\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\",\"air_temperature_celsius\":21\\.5}"),
                curl.toString());
    }

    @Test
    void whatIsPrintedIsOneWordOfTheShellWhateverThePlaceIsCalled() throws Exception {
        Ran added = run("add", "--place", ODD_PLACE);
        List<String> curl = arguments(added.text(), "curl -sS");
        assertTrue(
                curl.get(curl.size() - 1)
                        .startsWith(
                                "{\"place_id\":\"it's \\\"here\\\" $HOME\",\"sensor_id\":\"station\","),
                curl.toString());
    }

    @Test
    void theScriptSignsAsTheServerWantsIt() throws Exception {
        Ran added =
                run(
                        "add",
                        "--place",
                        ODD_PLACE,
                        "--key",
                        "ed25519",
                        "--api-url",
                        "https://Weather.example:8443/");
        assertEquals(0, added.exitCode(), added.text());
        String script = added.text().substring(added.text().indexOf("#!/bin/sh"));
        List<String> curl = arguments(script, "#!/bin/sh");
        assertTrue(curl.contains("https://Weather.example:8443/v1/observations"), curl.toString());
        byte[] body = curl.get(curl.size() - 1).getBytes(StandardCharsets.UTF_8);
        Map<String, String> fields = new TreeMap<>();
        for (String argument : curl) {
            Matcher field = Pattern.compile("([A-Za-z-]+): (.*)").matcher(argument);
            if (field.matches()) {
                fields.put(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
            }
        }
        RequestHead head =
                new RequestHead(
                        "POST",
                        "weather.example:8443",
                        "/v1/observations",
                        null,
                        name -> Optional.ofNullable(fields.get(name)));
        RequestSignature signature =
                RequestSignature.read(fields.get("signature-input"), fields.get("signature"));
        signature.requireUsable(head, Instant.now());
        signature.requireBody(Optional.of(fields.get("content-digest")), body);
        assertEquals(added.line("key"), signature.keyId());
        assertTrue(signature.isBy(VerifyingKey.of(verifier(signature.keyId())), head));
    }

    @Test
    void aKeyThatTheSensorHasMadeIsTakenAsOpensslWritesIt() throws Exception {
        SigningKey own = SigningKey.random(new SecureRandom());
        byte[] bytes = own.verifyingKey().bytes();
        Path pem = Files.writeString(folder.resolve("key.pem"), own.pem());
        String written =
                shell("openssl pkey -in " + pem + " -pubout | grep -v -- --- | tr -d '\\n'")
                        .strip();
        for (String text : List.of(Base64.getEncoder().encodeToString(bytes), written)) {
            Ran added = run("add", "--place", "hut", "--public-key", text);
            assertEquals(0, added.exitCode(), added.text());
            assertArrayEquals(bytes, verifier(added.line("key")));
            assertFalse(added.text().contains("PRIVATE"), added.text());
        }
    }

    @Test
    void aKeyFollowsAnotherWithoutAGap() {
        Ran added = run("add", "--place", "hut", "--key", "ed25519");
        String sensor = added.line("sensor");
        Ran rotated = run("rotate", sensor);
        assertEquals(0, rotated.exitCode(), rotated.text());
        assertTrue(rotated.text().contains("BEGIN PRIVATE KEY"), "of the same kind");
        Ran third = run("rotate", sensor);
        assertEquals(1, third.exitCode());
        assertTrue(third.text().contains("has two keys already; revoke one first"), third.text());
        assertEquals(0, run("revoke", sensor, "--key", added.line("key")).exitCode());
        Ran again = run("revoke", sensor, "--key", added.line("key"));
        assertEquals(1, again.exitCode());
        assertTrue(again.text().contains("has no key " + added.line("key")), again.text());
        assertEquals(0, run("rotate", sensor).exitCode());
        assertEquals(2, keysListed(sensor, run("list")));
        assertEquals(3, keysListed(sensor, run("list", "--all")));
        assertEquals(0, run("revoke", sensor).exitCode());
        assertEquals(0, keysListed(sensor, run("list")));
        assertEquals(1, run("revoke", sensor).exitCode());
        assertTrue(run("rotate", sensor).text().contains("There is no sensor " + sensor));
    }

    @Test
    void wrongArgumentsAreReportedWithExitCode2() {
        assertEquals(2, run("add").exitCode());
        assertEquals(2, run("add", "--place", "").exitCode());
        assertEquals(2, run("add", "--place", "x".repeat(257)).exitCode());
        assertEquals(2, run("add", "--place", "hut", "--tenant", "a b").exitCode());
        assertEquals(2, run("add", "--place", "hut", "--key", "rsa").exitCode());
        assertEquals(2, run("add", "--place", "hut", "--public-key", "AAAA").exitCode());
        Ran small = run("add", "--place", "hut", "--public-key", "A".repeat(43) + "=");
        assertEquals(2, small.exitCode());
        assertTrue(small.text().contains("no public key of Ed25519"), small.text());
        assertEquals(
                2,
                run("add", "--place", "hut", "--key", "secret", "--public-key", "AAAA").exitCode());
        assertEquals(2, run("add", "--place", "hut", "--api-url", "there").exitCode());
        assertEquals(
                2,
                new CommandLine(new SensorsCommand())
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute());
    }

    private static long keysListed(String sensor, Ran list) {
        return list.text().lines().filter(line -> line.startsWith(sensor)).count();
    }

    /** The arguments with which a text that is run in a shell calls curl. */
    private List<String> arguments(String text, String begin) throws Exception {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path curl = programs.resolve("curl");
        Files.writeString(curl, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertTrue(curl.toFile().setExecutable(true));
        Path script = Files.writeString(folder.resolve("run"), text.substring(text.indexOf(begin)));
        return shell("PATH=" + programs + ":$PATH; export PATH; sh " + script).lines().toList();
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }

    private static byte[] verifier(String keyId) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT verifier FROM api.sensor_keys WHERE id = ?")) {
            statement.setString(1, keyId);
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next(), keyId);
                return row.getBytes(1);
            }
        }
    }

    private static byte[] sha256(String text) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
