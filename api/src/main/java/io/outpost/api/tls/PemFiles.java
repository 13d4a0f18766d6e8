package io.outpost.api.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Two PEM files, as certificate authorities and cert-manager hand them out.
 *
 * @param certificate the server's own, and then those between it and the authority
 * @param key of PKCS #8, PKCS #1 or SEC 1, without a passphrase
 */
public record PemFiles(Path certificate, Path key) implements KeyFiles {

    @Override
    public ServerKey read() throws KeyFilesException {
        List<X509Certificate> chain = chain();
        return ServerKey.of(
                privateKey(chain.get(0).getPublicKey()), chain, certificateName(), keyName());
    }

    private List<X509Certificate> chain() throws KeyFilesException {
        try (InputStream in = Files.newInputStream(certificate)) {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new KeyFilesException(certificateName() + " has no certificate");
            }
            return chain;
        } catch (CertificateException e) {
            throw new KeyFilesException(certificateName() + " has no certificate in PEM");
        } catch (IOException e) {
            throw unreadable(certificateName(), e);
        }
    }

    private PrivateKey privateKey(PublicKey certified) throws KeyFilesException {
        try {
            PrivateKeyInfo info = keyInfo();
            KeyFactory factory = KeyFactory.getInstance(certified.getAlgorithm());
            if (certified instanceof ECPublicKey curve) {
                // The JDK reads no key that brings its curve along, as those of SEC 1 do.
                BigInteger secret = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
                return factory.generatePrivate(new ECPrivateKeySpec(secret, curve.getParams()));
            }
            return factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFilesException(keyName() + " is not the key of " + certificateName());
        } catch (IOException e) {
            throw unreadable(keyName(), e);
        }
    }

    private PrivateKeyInfo keyInfo() throws IOException, KeyFilesException {
        try (Reader text = Files.newBufferedReader(key);
                PEMParser pem = new PEMParser(text)) {
            for (Object found = pem.readObject(); found != null; found = pem.readObject()) {
                if (found instanceof PrivateKeyInfo info) {
                    return info;
                }
                if (found instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
            }
        }
        throw new KeyFilesException(
                keyName() + " has no private key in PEM, or one with a passphrase");
    }

    private String certificateName() {
        return "--tls-certificate " + certificate;
    }

    private String keyName() {
        return "--tls-key " + key;
    }

    static KeyFilesException unreadable(String name, IOException failure) {
        String why = failure instanceof NoSuchFileException ? "is not there" : "cannot be read";
        return new KeyFilesException(name + " " + why);
    }
}
