package io.outpost.api.token;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Somebody who signs tokens, with one key of each kind. */
public final class Issuer {

    public static final String NAME = "https://issuer.example";
    public static final String AUDIENCE = "outpost";

    private final KeyPair rsa;
    private final Ed25519PrivateKeyParameters ed25519;
    private final String prefix;

    /**
     * @param prefix of the ids of its keys, PREFIXrsa and PREFIXed
     */
    public Issuer(String prefix) {
        this(prefix, 2_048);
    }

    Issuer(String prefix, int rsaBits) {
        this.prefix = prefix;
        this.ed25519 = new Ed25519PrivateKeyParameters(new SecureRandom());
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(rsaBits);
            this.rsa = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it publishes. */
    public String jwks() {
        return jwks(rsaKey().build(), ed25519Key());
    }

    static String jwks(JWK... keys) {
        return new JWKSet(Arrays.asList(keys)).toString(true);
    }

    RSAKey.Builder rsaKey() {
        return new RSAKey.Builder((RSAPublicKey) rsa.getPublic()).keyID(prefix + "rsa");
    }

    OctetKeyPair ed25519Key() {
        byte[] point = ed25519.generatePublicKey().getEncoded();
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .keyID(prefix + "ed")
                .build();
    }

    /** A token of ten minutes that lets its holder read, signed by Ed25519. */
    public Token token(Instant now) {
        return new Token()
                .header("alg", "EdDSA")
                .header("kid", prefix + "ed")
                .header("typ", "at+jwt")
                .claim("iss", NAME)
                .claim("aud", AUDIENCE)
                .claim("sub", "ann")
                .claim("scope", "profile outpost:read")
                .claim("nbf", now.getEpochSecond())
                .claim("exp", now.plusSeconds(600).getEpochSecond());
    }

    byte[] byEd25519(byte[] text) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, ed25519);
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }

    byte[] byRsa(byte[] text) {
        return byRsa("SHA256withRSA", text);
    }

    byte[] byRsa(String algorithm, byte[] text) {
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(rsa.getPrivate());
            signer.update(text);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key taken for a password, as a verifier that trusts alg would take it. */
    byte[] byHmacOfThePublicKey(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(rsa.getPublic().getEncoded(), "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token that is being written. */
    public final class Token {

        private final Map<String, Object> header = new LinkedHashMap<>();
        private final Map<String, Object> claims = new LinkedHashMap<>();

        /** Null leaves it out. */
        public Token header(String name, Object value) {
            put(header, name, value);
            return this;
        }

        /** Null leaves it out. */
        public Token claim(String name, Object value) {
            put(claims, name, value);
            return this;
        }

        private static void put(Map<String, Object> map, String name, Object value) {
            if (value == null) {
                map.remove(name);
            } else {
                map.put(name, value);
            }
        }

        /** Signed by Ed25519. */
        public String text() {
            return text(Issuer.this::byEd25519);
        }

        /** Signed by RSA. */
        public String rsaText() {
            return header("alg", "RS256").header("kid", prefix + "rsa").text(Issuer.this::byRsa);
        }

        String text(UnaryOperator<byte[]> signer) {
            String text = encoded(header) + "." + encoded(claims);
            byte[] signature = signer.apply(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64URL.encode(signature);
        }

        private static String encoded(Map<String, Object> json) {
            return Base64URL.encode(JSONObjectUtils.toJSONString(json)).toString();
        }
    }
}
