package io.outpost.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManagerFactory;

/** Authorities that certificates of brokers may be from. */
final class Certificates {
    private Certificates() {}

    /**
     * Trusts those of a file alone.
     *
     * @param file in PEM
     * @throws IllegalArgumentException when it cannot be read or has none
     */
    static TrustManagerFactory trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate one :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(store.size()), one);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException(file + " has no certificate");
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificates cannot be read: " + e, e);
        }
    }
}
