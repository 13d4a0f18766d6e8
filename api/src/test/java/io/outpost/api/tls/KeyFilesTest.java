package io.outpost.api.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFilesTest {

    private static final Certificates VALID = Certificates.valid();

    @TempDir private Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        certificate = VALID.writeCertificate(folder.resolve("tls.crt"));
        key = VALID.writeKey(folder.resolve("tls.key"));
    }

    private PemFiles pem() {
        return new PemFiles(certificate, key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void readsKeysOfEachKindInBothForms(String algorithm) throws Exception {
        Instant until = Instant.now().plus(Duration.ofDays(2));
        Certificates made = Certificates.of(algorithm, Instant.now().minusSeconds(60), until);
        made.writeCertificate(certificate);
        made.writeKey(key);
        assertEquals(until.getEpochSecond(), pem().read().expiresAt().getEpochSecond());
        Files.writeString(key, pkcs8(made));
        assertTrue(pem().read().isSameAs(pem().read()));
        assertTrue(pem().read().keyStore().isKeyEntry("server"));
    }

    private static String pkcs8(Certificates made) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(made.keys().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void readsPkcs12() throws Exception {
        Path file = VALID.writePkcs12(folder.resolve("tls.p12"), "secret-word");
        assertTrue(new Pkcs12File(file, "secret-word").read().isSameAs(pem().read()));
        Pkcs12File wrong = new Pkcs12File(file, "another-word");
        assertRejected(wrong, "does not open with OUTPOST_API_TLS_KEYSTORE_PASSWORD");
        assertFalse(wrong.toString().contains("another-word"));
        assertRejected(new Pkcs12File(folder.resolve("absent"), ""), "absent is not there");
        assertRejected(new Pkcs12File(certificate, ""), "--tls-keystore");
    }

    @Test
    void saysWhichFileIsNotThereOrHasNothingInIt() throws Exception {
        assertRejected(new PemFiles(folder.resolve("no.crt"), key), "no.crt is not there");
        assertRejected(new PemFiles(certificate, folder.resolve("no.key")), "no.key is not there");
        assertRejected(new PemFiles(key, key), "--tls-certificate");
        assertRejected(new PemFiles(certificate, certificate), "has no private key in PEM");
        Files.writeString(certificate, "");
        assertRejected(pem(), "has no certificate");
    }

    @Test
    void aKeyWithAPassphraseIsNamed() throws Exception {
        Files.writeString(
                key,
                """
                -----BEGIN ENCRYPTED PRIVATE KEY-----
                MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjI/QinvskXSgICCAAw
                DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAAQYqvRZSxbRykl8TTNIggEQDG9
                J3vP2fY5GnRg6DpNLw42tT/wyqL2jWVVnKP87x68zLCGenTQgWZ05cHhLFk848N/
                jaV5iYNMfsAR44Wg+CI=
                -----END ENCRYPTED PRIVATE KEY-----
                """);
        assertRejected(pem(), "or one with a passphrase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyOfSomethingElseIsFound(String algorithm) throws Exception {
        Certificates.of(algorithm, Instant.now(), Instant.now().plusSeconds(600)).writeKey(key);
        assertRejected(pem(), "tls.key is not the key of --tls-certificate");
    }

    @Test
    void aCertificateThatIsNotValidNowIsFound() throws Exception {
        Instant now = Instant.now();
        write(Certificates.of("EC", now.minusSeconds(600), now.minusSeconds(60)));
        assertRejected(pem(), "has expired at");
        write(Certificates.of("EC", now.plusSeconds(600), now.plusSeconds(1_200)));
        assertRejected(pem(), "is valid from");
    }

    private void write(Certificates made) throws IOException {
        made.writeCertificate(certificate);
        made.writeKey(key);
    }

    private static void assertRejected(KeyFiles files, String why) {
        KeyFilesException rejected = assertThrows(KeyFilesException.class, files::read);
        assertTrue(rejected.getMessage().contains(why), rejected.getMessage());
    }
}
