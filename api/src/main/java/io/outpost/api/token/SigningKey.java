package io.outpost.api.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * One public key, which verifies signatures by the one algorithm of its kind: what a token says of
 * its algorithm chooses nothing.
 */
interface SigningKey {

    int LEAST_RSA_BITS = 2_048;

    /** The only name of an algorithm that a token signed by this key may have. */
    JWSAlgorithm algorithm();

    /** Whether the signature is this key's, of exactly these bytes. */
    boolean verifies(byte[] signed, byte[] signature);

    /** Of a key of a JWKS; empty: one that signs no tokens, or by another algorithm. */
    static Optional<SigningKey> of(JWK key) {
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        Optional<SigningKey> read = signs ? read(key) : Optional.empty();
        return read.filter(
                one -> key.getAlgorithm() == null || key.getAlgorithm().equals(one.algorithm()));
    }

    private static Optional<SigningKey> read(JWK key) {
        try {
            if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
                return Optional.of(new Rsa(rsa.toPublicKey()));
            }
            if (key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
                byte[] point = pair.getX().decode();
                return Optional.of(new Ed25519(new Ed25519PublicKeyParameters(point)));
            }
            return Optional.empty();
        } catch (JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    record Rsa(PublicKey key) implements SigningKey {

        @Override
        public JWSAlgorithm algorithm() {
            return JWSAlgorithm.RS256;
        }

        @Override
        public boolean verifies(byte[] signed, byte[] signature) {
            try {
                Signature verifier = Signature.getInstance("SHA256withRSA");
                verifier.initVerify(key);
                verifier.update(signed);
                return verifier.verify(signature);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }

    /** Pure Ed25519. */
    record Ed25519(Ed25519PublicKeyParameters key) implements SigningKey {

        @Override
        public JWSAlgorithm algorithm() {
            return JWSAlgorithm.EdDSA;
        }

        @Override
        public boolean verifies(byte[] signed, byte[] signature) {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, key);
            verifier.update(signed, 0, signed.length);
            return verifier.verifySignature(signature);
        }
    }
}
