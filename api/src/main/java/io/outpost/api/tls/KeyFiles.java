package io.outpost.api.tls;

/** Where the certificate of the server and its private key are. */
public sealed interface KeyFiles permits PemFiles, Pkcs12File {

    /**
     * Reads them, as they are now.
     *
     * @throws KeyFilesException when there is none, when they do not belong together, or when the
     *     certificate is not valid now
     */
    ServerKey read() throws KeyFilesException;
}
