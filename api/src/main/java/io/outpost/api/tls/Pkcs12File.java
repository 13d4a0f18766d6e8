package io.outpost.api.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A PKCS #12 file with one private key and its chain of certificates. */
public record Pkcs12File(Path file, String password) implements KeyFiles {

    @Override
    public ServerKey read() throws KeyFilesException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password.toCharArray()) instanceof PrivateKey key) {
                    List<X509Certificate> chain =
                            Arrays.stream(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toList();
                    return ServerKey.of(key, chain, name(), name());
                }
            }
            throw new KeyFilesException(name() + " has no private key");
        } catch (GeneralSecurityException e) {
            throw new KeyFilesException(name() + " is no PKCS #12 file with a key");
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new KeyFilesException(
                        name() + " does not open with OUTPOST_API_TLS_KEYSTORE_PASSWORD");
            }
            throw PemFiles.unreadable(name(), e);
        }
    }

    private String name() {
        return "--tls-keystore " + file;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name();
    }
}
