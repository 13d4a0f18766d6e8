package io.outpost.api.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.tls.KeyFiles;
import io.outpost.api.tls.KeyFilesException;
import io.outpost.api.tls.ServerKey;
import java.time.Duration;
import java.time.Instant;
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
    Tls(KeyFiles files, MeterRegistry meters) {
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
        Gauge.builder("outpost.api.tls.expires.in", this, Tls::secondsLeft)
                .description("Time until no client takes the certificate that is used.")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outpost.api.tls.renewal.failing", this, one -> one.isFailing() ? 1 : 0)
                .description("1: the files cannot be used, and the certificate of before stays.")
                .register(meters);
    }

    /** Below 0 once it has expired. */
    private synchronized double secondsLeft() {
        return Duration.between(Instant.now(), current.expiresAt()).toSeconds();
    }

    private synchronized boolean isFailing() {
        return !complaint.isEmpty();
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
