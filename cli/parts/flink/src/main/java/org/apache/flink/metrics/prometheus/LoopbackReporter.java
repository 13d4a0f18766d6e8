package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Serves metrics to Prometheus as Flink's own reporter does, on loopback alone: that one listens on
 * all addresses of the machine. It is in Flink's package because what is reported lies there,
 * closed to others.
 */
final class LoopbackReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    /**
     * @throws UncheckedIOException when the port is taken
     */
    LoopbackReporter(int port) {
        try {
            server =
                    new HTTPServer(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                            registry,
                            true);
        } catch (IOException e) {
            throw new UncheckedIOException("Port %d for metrics is taken".formatted(port), e);
        }
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
