package org.apache.flink.metrics.prometheus;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackReporterTest {
    private final LoopbackReporter reporter = reporter(0);

    @AfterEach
    void close() {
        reporter.close();
    }

    @Test
    void itServesWhatIsMeasured() throws Exception {
        reporter.open(new MetricConfig());
        SimpleCounter counter = new SimpleCounter();
        counter.inc(3);
        reporter.notifyOfAddedMetric(counter, "accepted", new Operator());
        URI metrics = URI.create("http://127.0.0.1:" + reporter.port() + "/metrics");
        try (InputStream in = metrics.toURL().openStream()) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains("flink_operator_accepted"), text);
            assertTrue(text.lines().anyMatch(line -> line.endsWith(" 3.0")), text);
        }
    }

    @Test
    void itListensOnLoopbackAlone() throws Exception {
        Optional<InetAddress> other =
                Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                        .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
                        .filter(address -> !address.isLoopbackAddress())
                        .filter(address -> !address.isLinkLocalAddress())
                        .findFirst();
        connect(InetAddress.getLoopbackAddress());
        if (other.isPresent()) {
            assertThrows(ConnectException.class, () -> connect(other.get()));
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        UncheckedIOException taken =
                assertThrows(UncheckedIOException.class, () -> reporter(reporter.port()));
        assertTrue(taken.getMessage().contains(Integer.toString(reporter.port())));
    }

    @Test
    void flinkFindsItsFactory() {
        assertTrue(
                ServiceLoader.load(MetricReporterFactory.class).stream()
                        .anyMatch(found -> found.type() == LoopbackReporterFactory.class));
    }

    private void connect(InetAddress address) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, reporter.port()), 2_000);
        }
    }

    private static LoopbackReporter reporter(int port) {
        Properties properties = new Properties();
        properties.setProperty("port", Integer.toString(port));
        return assertInstanceOf(
                LoopbackReporter.class,
                new LoopbackReporterFactory().createMetricReporter(properties));
    }

    private static final class Operator extends UnregisteredMetricsGroup
            implements LogicalScopeProvider {
        @Override
        public String getLogicalScope(CharacterFilter filter) {
            return getLogicalScope(filter, '.');
        }

        @Override
        public String getLogicalScope(CharacterFilter filter, char delimiter) {
            return "operator";
        }

        @Override
        public MetricGroup getWrappedMetricGroup() {
            return this;
        }
    }
}
