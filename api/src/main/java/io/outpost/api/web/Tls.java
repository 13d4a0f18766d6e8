package io.outpost.api.web;

import io.outpost.api.tls.KeyFiles;
import io.outpost.api.tls.KeyFilesException;
import io.outpost.api.tls.ServerKey;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS 1.2 and 1.3 by a certificate that is renewed in place: files that have changed are taken for
 * new connections once both belong together and are valid; until then the old ones stay.
 */
final class Tls {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    private static final int CHECK_SECONDS = 60;

    private final KeyFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private ServerKey current;
    private String complaint = "";

    /**
     * @throws IllegalArgumentException when the files cannot be used
     */
    Tls(KeyFiles files) {
        this.files = files;
        try {
            current = files.read();
        } catch (KeyFilesException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.addExcludeCipherSuites("^.*_CBC_.*$");
        factory.setRenegotiationAllowed(false);
        use(factory, current);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Looks at the files every minute for as long as the scheduler runs. */
    void renewBy(Scheduler scheduler) {
        scheduler.schedule(
                () -> {
                    renew();
                    renewBy(scheduler);
                },
                CHECK_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Looks at the files now. */
    synchronized void renew() {
        try {
            ServerKey read = files.read();
            complaint = "";
            if (!read.isSameAs(current)) {
                factory.reload(reloaded -> use(factory, read));
                current = read;
                LOG.info("The certificate is renewed; it expires at {}", read.expiresAt());
            }
        } catch (KeyFilesException e) {
            complain(e.getMessage());
        } catch (Exception e) {
            complain(e.toString());
        }
    }

    /** The same complaint once: the files are looked at every minute. */
    private void complain(String message) {
        if (!message.equals(complaint)) {
            complaint = message;
            LOG.warn("The certificate of before stays, until {}: {}", current.expiresAt(), message);
        }
    }

    private static void use(SslContextFactory.Server factory, ServerKey key) {
        factory.setKeyStore(key.keyStore());
        factory.setKeyStorePassword(ServerKey.PASSWORD);
    }
}
