package io.outpost.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KafkaAccessTest {
    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" ";

    @TempDir private Path folder;

    @Test
    void withoutAFileAClientHasItsOwnSettingsAlone() {
        assertEquals(
                Map.of("bootstrap.servers", "h:1", "acks", "all"),
                KafkaAccess.of("h:1", null).settings(Map.of("acks", "all")));
    }

    @Test
    void aClientsOwnSettingsGoBefore() throws IOException {
        KafkaAccess access =
                read("security.protocol=SASL_SSL", "request.timeout.ms: 5", "socket.x 1");
        Map<String, Object> settings = access.settings(Map.of("request.timeout.ms", 7));
        assertEquals("SASL_SSL", settings.get("security.protocol"));
        assertEquals("1", settings.get("socket.x"));
        assertEquals(7, settings.get("request.timeout.ms"));
        assertEquals("h:1", settings.get("bootstrap.servers"));
        assertEquals("file", settings.get("config.providers"));
    }

    @Test
    void linesMayGoOn() throws IOException {
        KafkaAccess access =
                read(
                        "# a comment goes not on \\",
                        "sasl.mechanism = PLAIN",
                        "",
                        "sasl.jaas.config=" + PLAIN + "\\",
                        "    password=\"${file:/etc/secret:password}\";",
                        "ssl.protocol = a\\\\",
                        "retry.backoff.ms=1");
        assertEquals("PLAIN", access.clientProperties().get("sasl.mechanism"));
        assertEquals(
                PLAIN + "password=\"${file:/etc/secret:password}\";",
                access.clientProperties().get("sasl.jaas.config"));
        assertEquals("a\\", access.clientProperties().get("ssl.protocol"));
        assertEquals("1", access.clientProperties().get("retry.backoff.ms"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap.servers",
                "acks",
                "isolation.level",
                "transactional.id",
                "transaction.timeout.ms",
                "group.id",
                "group.instance.id",
                "enable.auto.commit",
                "enable.idempotence",
                "auto.offset.reset",
                "key.serializer",
                "value.deserializer",
                "interceptor.classes",
                "metric.reporters",
                "config.providers",
                "config.providers.file.class",
                "client.id",
                "default.api.timeout.ms",
                "securityprotocol",
                "SASL.mechanism"
            })
    void whatTheProgramDecidesIsRefused(String key) {
        String message = refusal("# first", "security.protocol=SASL_\\", "SSL", key + "=x");
        assertTrue(message.contains("kafka.properties:4: " + key + " "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sasl.jaas.config",
                "ssl.key.password",
                "ssl.keystore.password",
                "ssl.truststore.password",
                "ssl.keystore.key",
                "sasl.oauthbearer.client.credentials.client.secret",
                "sasl.oauthbearer.assertion.private.key.passphrase"
            })
    void aSecretIsAReferenceAndIsNeverShown(String key) throws IOException {
        for (String value :
                new String[] {"hunter2", "${env:hunter2}", "${file:hunter2}", "$file:hunter2:x"}) {
            String message = refusal(key + "=" + value);
            assertTrue(message.contains("kafka.properties:1: " + key + ": "), message);
            assertFalse(message.contains("hunter2"), message);
        }
        String reference = "${file:/etc/outpost/kafka/secrets.properties:hunter2}";
        KafkaAccess access = read(key + "=" + reference);
        assertEquals(reference, access.clientProperties().get(key));
        assertFalse(access.toString().contains("hunter2"), access::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=\"hunter2\"",
                "password = hunter2",
                "password='hunter2'",
                "clientSecret=\"hunter2\"",
                "keyPassword=hunter2 password=\"${file:/a:b}\"",
                "password=\"hunter2${file:/a:b}\""
            })
    void aLoginHasNoSecretBesideAReference(String secret) {
        String login = "sasl.jaas.config=a.Module required username=\"${file:/a:user}\" ";
        String message = refusal(login + secret + ";");
        assertTrue(message.contains("kafka.properties:1: sasl.jaas.config: "), message);
        assertFalse(message.contains("hunter2"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file:/a:whole}",
                "a.Module required username=\"u\" password=\"${file:/a:b}\";",
                "a.Module required username=u password = ${file:/a:b};",
                "a.Module required clientId='u' clientSecret='${file:/a:b}';"
            })
    void aLoginMayReferToItsSecrets(String login) throws IOException {
        assertEquals(
                login,
                read("sasl.jaas.config=" + login).clientProperties().get("sasl.jaas.config"));
    }

    @Test
    void whatCannotBeReadIsReported() {
        Path missing = folder.resolve("missing");
        assertTrue(
                assertThrows(IllegalArgumentException.class, () -> KafkaAccess.of("h:1", missing))
                        .getMessage()
                        .contains("cannot read " + missing));
        String message = refusal("security.protocol=SSL", "ssl.protocol=\\u12x");
        assertTrue(message.contains("kafka.properties:2: "), message);
    }

    private String refusal(String... lines) {
        return assertThrows(IllegalArgumentException.class, () -> read(lines)).getMessage();
    }

    private KafkaAccess read(String... lines) throws IOException {
        Path file = folder.resolve("kafka.properties");
        return KafkaAccess.of("h:1", Files.writeString(file, String.join("\n", lines) + "\n"));
    }
}
