package io.outpost.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.tls.Certificates;
import io.outpost.environment.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    "CURSOR_KEY",
                    "INGEST",
                    "SENSOR_REQUESTS_PER_MINUTE",
                    "SENSOR_OBSERVATIONS_PER_MINUTE",
                    "TENANT_REQUESTS_PER_MINUTE",
                    "ADDRESS_REQUESTS_PER_MINUTE",
                    "TRUSTED_PROXIES",
                    "CONNECTIONS_PER_ADDRESS",
                    "TLS_CERTIFICATE_PATH",
                    "TLS_KEY_PATH",
                    "TLS_KEYSTORE_PATH",
                    "TLS_KEYSTORE_PASSWORD",
                    "AUTH",
                    "WRITES",
                    "PEOPLE_REQUESTS_PER_MINUTE",
                    "JWT_ISSUER",
                    "JWT_AUDIENCE",
                    "JWKS_URL"
                }) {
            assertTrue(out.toString().contains("OUTPOST_API_" + name), out.toString());
        }
        for (String name :
                new String[] {
                    "POSTGRES_URL",
                    "POSTGRES_READ_URL",
                    "POSTGRES_USER",
                    "POSTGRES_PASSWORD",
                    "FLINK_REST_URL"
                }) {
            assertTrue(out.toString().contains("OUTPOST_" + name), out.toString());
        }
    }

    @Test
    void aMissingAddressOfPostgresIsReportedWithExitCode2() {
        assertEquals(2, run("--postgres-url="));
        assertTrue(
                out.toString().contains("--postgres-url must be given as jdbc:postgresql:"),
                out.toString());
    }

    @Test
    void wrongArgumentsAreReportedWithExitCode2() {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        assertEquals(2, run(url, "--port=70000"));
        assertEquals(2, run(url, "--port=many"));
        assertEquals(2, run(url, "--management-port=0"));
        assertEquals(2, run(url, "--port=18099", "--management-port=18099"));
        assertEquals(2, run(url, "--allowed-hosts=api.example,https://api.example:443"));
        assertEquals(2, run(url, "--trusted-proxies=10.0.0.0/8,proxy.example"));
        assertEquals(2, run(url, "--connections-per-address=0"));
        assertEquals(2, run(url, "--postgres-read-url=postgres://127.0.0.1:1/none"));
        assertEquals(2, run(url, "--flink-rest-url=localhost"));
        assertEquals(2, run(url, "--ingest=everybody"));
        assertEquals(2, run(url, "--sensor-requests-per-minute=-1"));
        assertEquals(2, run(url, "--sensor-observations-per-minute=999"));
        assertEquals(2, run(url, "--people-requests-per-minute=-1"));
        assertEquals(2, run(url, "--export-mebibytes=-1"));
        assertEquals(2, run(url, "--export-hours=0"));
        assertEquals(2, run(url, "--preferences-per-owner=0"));
        assertEquals(2, run(url, "--colour=red"));
        assertTrue(
                out.toString().contains("--port must be from 1 to 65535, but is 70000"),
                out.toString());
        assertTrue(
                out.toString().contains("--ingest must be keys or open, but is everybody"),
                out.toString());
        assertTrue(
                out.toString()
                        .contains("--sensor-observations-per-minute must be 0 or from 1000 to"),
                out.toString());
        assertTrue(
                out.toString().contains("--people-requests-per-minute must be from 0 to"),
                out.toString());
        assertTrue(
                out.toString().contains("--export-mebibytes must be from 0 to 1048576, but is -1"),
                out.toString());
        assertTrue(
                out.toString()
                        .contains("--preferences-per-owner must be from 1 to 10000, but is 0"),
                out.toString());
        assertTrue(
                out.toString().contains("--export-hours must be from 1 to 744, but is 0"),
                out.toString());
        assertTrue(
                out.toString().contains("--management-port must differ from --port"),
                out.toString());
        assertTrue(
                out.toString().contains("without scheme and port, but has https://api.example:443"),
                out.toString());
        assertTrue(
                out.toString().contains("--trusted-proxies must be addresses or ranges"),
                out.toString());
        assertTrue(
                out.toString().contains("--connections-per-address must be at least 1"),
                out.toString());
        assertTrue(out.toString().contains("Unknown option: '--colour=red'"), out.toString());
    }

    @Test
    void tokensNeedAnIssuerAnAudienceAndItsKeys() {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        String issuer = "--jwt-issuer=https://issuer.example";
        String audience = "--jwt-audience=outpost";
        assertEquals(2, run(url, "--auth=basic"));
        assertEquals(2, run(url, "--writes=yes"));
        assertEquals(2, run(url, "--auth=jwt", audience, "--jwks-url=https://issuer.example/k"));
        assertEquals(2, run(url, "--auth=jwt", issuer, "--jwks-url=https://issuer.example/k"));
        assertEquals(2, run(url, "--auth=jwt", issuer, audience, "--jwks-url=keys.json"));
        for (String said :
                new String[] {
                    "--auth must be none or jwt, but is basic",
                    "--writes must be closed or open, but is yes",
                    "--jwt-issuer must be given",
                    "--jwt-audience must be given",
                    "--jwks-url must be an http address or file:///path, but is 'keys.json'"
                }) {
            assertTrue(out.toString().contains(said), out.toString());
        }
    }

    @Test
    void filesOfTheCertificateMustBeThereAndGoTogether(@TempDir Path folder) throws IOException {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        String certificate = "--tls-certificate=" + folder.resolve("tls.crt");
        String key = "--tls-key=" + folder.resolve("tls.key");
        assertEquals(2, run(url, certificate));
        assertTrue(out.toString().contains("are given together"), out.toString());
        assertEquals(2, run(url, certificate, key, "--tls-keystore=tls.p12"));
        assertTrue(out.toString().contains("is given in place of"), out.toString());
        assertEquals(2, run(url, certificate, key));
        assertTrue(out.toString().contains("tls.crt is not there"), out.toString());
        Certificates.valid().writeCertificate(folder.resolve("tls.crt"));
        Certificates.valid().writeKey(folder.resolve("tls.key"));
        assertEquals(2, run(url, certificate, key));
        assertTrue(out.toString().contains("tls.key is not the key of"), out.toString());
    }

    @Test
    void aKeyThatCouldBeGuessedIsReportedWithoutShowingIt() {
        String url = "--postgres-url=jdbc:postgresql://127.0.0.1:1/none";
        assertEquals(2, run(url, "--cursor-key=only-31-characters-are-in-here-"));
        assertTrue(
                out.toString().contains("must have at least 32 characters, but has 31"),
                out.toString());
        assertFalse(out.toString().contains("only-31-characters"), out.toString());
    }

    @Test
    void aVariableStandsForItsOptionAndAFileForTheVariable(@TempDir Path folder)
            throws IOException {
        Map<String, String> url = Map.of("OUTPOST_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/x");
        assertEquals(2, run(with(url, "OUTPOST_API_PORT", "70000")));
        assertTrue(out.toString().contains("but is 70000"), out.toString());
        Path key = Files.writeString(folder.resolve("key"), "only-31-characters-are-in-here-\n");
        assertEquals(2, run(with(url, "OUTPOST_API_CURSOR_KEY_FILE", key.toString())));
        assertTrue(out.toString().contains("but has 31"), out.toString());
        assertFalse(out.toString().contains("only-31-characters"), out.toString());
        assertEquals(2, run(with(url, "OUTPOST_POSTGRES_PASSWORD_FILE", folder + "/absent")));
        assertTrue(
                out.toString()
                        .contains(
                                "OUTPOST_POSTGRES_PASSWORD_FILE: cannot read "
                                        + folder
                                        + "/absent"),
                out.toString());
        assertEquals(2, run(with(url, "OUTPOST_POSTGRES_URL_FILE", key.toString())));
        assertTrue(out.toString().contains("are both given"), out.toString());
    }

    private static Map<String, String> with(Map<String, String> first, String name, String value) {
        Map<String, String> both = new HashMap<>(first);
        both.put(name, value);
        return both;
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> variables, String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return ApiServer.commandLine(new Environment(variables))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments);
    }
}
