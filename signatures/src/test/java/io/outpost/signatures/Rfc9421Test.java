package io.outpost.signatures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The example of RFC 9421: the key of B.1.4, the request of B.2, the signature of B.2.6. */
final class Rfc9421Test {

    private static final String PUBLIC =
            "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=";
    private static final String PRIVATE =
            "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";

    private static final String PARAMETERS =
            "(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                    + ";created=1618884473;keyid=\"test-key-ed25519\"";
    private static final String SIGNATURE =
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

    private static final RequestHead REQUEST =
            new RequestHead(
                    "POST",
                    "example.com",
                    "/foo",
                    "param=Value&Pet=dog",
                    name ->
                            Optional.ofNullable(
                                    Map.of(
                                                    "date", "Tue, 20 Apr 2021 02:07:55 GMT",
                                                    "content-type", "application/json",
                                                    "content-length", "18")
                                            .get(name)));

    @Test
    void theBaseIsThatOfTheExample() throws UnacceptableSignatureException {
        byte[] base =
                SignatureBase.of(
                        REQUEST,
                        List.of(
                                "date",
                                "@method",
                                "@path",
                                "@authority",
                                "content-type",
                                "content-length"),
                        PARAMETERS);
        assertEquals(
                """
                "date": Tue, 20 Apr 2021 02:07:55 GMT
                "@method": POST
                "@path": /foo
                "@authority": example.com
                "content-type": application/json
                "content-length": 18
                "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519\"""",
                new String(base, StandardCharsets.US_ASCII));
        assertArrayEquals(Base64.getDecoder().decode(SIGNATURE), privateKey().sign(base));
    }

    @Test
    void theSignatureIsByTheKeyAndByNoOther() throws UnacceptableSignatureException {
        RequestSignature signature =
                RequestSignature.read("sig-b26=" + PARAMETERS, "sig-b26=:" + SIGNATURE + ":");
        assertEquals("test-key-ed25519", signature.keyId());
        assertTrue(signature.isBy(VerifyingKey.of(last32(PUBLIC)), REQUEST));
        assertFalse(signature.isBy(TestKeys.OTHER.verifyingKey(), REQUEST));
    }

    @Test
    void theKeysBelongTogether() {
        assertArrayEquals(last32(PUBLIC), privateKey().verifyingKey().bytes());
        assertEquals(
                "-----BEGIN PRIVATE KEY-----\n" + PRIVATE + "\n-----END PRIVATE KEY-----\n",
                privateKey().pem());
    }

    @Test
    void theDigestIsThatOfTheExample() throws UnacceptableSignatureException {
        byte[] body = "{\"hello\": \"world\"}".getBytes(StandardCharsets.US_ASCII);
        String digest = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
        assertEquals(digest, ContentDigest.of(body));
        assertTrue(ContentDigest.isOf("sha-512=:AAAA:, " + digest, body));
        assertFalse(ContentDigest.isOf("sha-512=:AAAA:", body));
        assertFalse(ContentDigest.isOf(digest, new byte[0]));
    }

    private static SigningKey privateKey() {
        return SigningKey.of(last32(PRIVATE));
    }

    private static byte[] last32(String der) {
        byte[] bytes = Base64.getDecoder().decode(der);
        return Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
    }
}
