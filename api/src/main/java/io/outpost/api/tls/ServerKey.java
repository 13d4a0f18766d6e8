package io.outpost.api.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** A private key and the chain of certificates that says whose it is, the server's own first. */
public final class ServerKey {

    /** Of a key store that is never written. */
    public static final String PASSWORD = "in-memory";

    private static final byte[] SAMPLE = {1, 2, 3};

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private ServerKey(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
    }

    /**
     * Both, once they are found to belong together and to be valid now.
     *
     * @param certificateName the option and the file of the chain, for errors
     * @param keyName the same of the key
     */
    static ServerKey of(
            PrivateKey key, List<X509Certificate> chain, String certificateName, String keyName)
            throws KeyFilesException {
        X509Certificate own = chain.get(0);
        try {
            own.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new KeyFilesException(
                    certificateName + " has expired at " + own.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException e) {
            throw new KeyFilesException(
                    certificateName + " is valid from " + own.getNotBefore().toInstant() + " on");
        }
        if (!belongTogether(key, own)) {
            throw new KeyFilesException(keyName + " is not the key of " + certificateName);
        }
        return new ServerKey(key, chain);
    }

    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(SAMPLE);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(SAMPLE);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** From when on no client takes it. */
    public Instant expiresAt() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** Whether clients would see no difference. */
    public boolean isSameAs(ServerKey other) {
        return chain.equals(other.chain);
    }

    /** In memory, with {@link #PASSWORD}. */
    public KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", key, PASSWORD.toCharArray(), chain.toArray(new X509Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
