package io.outpost.flink.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.runtime.tasks.StreamTaskActionExecutor;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.streaming.runtime.tasks.mailbox.MailboxExecutorImpl;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailboxImpl;
import org.junit.jupiter.api.Test;

/** What a reader does while it cannot read, and what its metrics say then. */
class ReaderWaitsTest {
    private final RegistryUnavailableException outage =
            new RegistryUnavailableException("503", null);

    private final Gauges gauges = new Gauges();
    private final MailboxExecutor mailbox =
            new MailboxExecutorImpl(
                    new TaskMailboxImpl(Thread.currentThread()),
                    0,
                    StreamTaskActionExecutor.IMMEDIATE);
    private final ReaderWaits waits =
            new ReaderWaits(gauges, mailbox, new TestProcessingTimeService());

    private static final class Gauges extends UnregisteredMetricsGroup {
        private final Map<String, Gauge<?>> byName = new HashMap<>();

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            byName.put(name, gauge);
            return gauge;
        }

        long value(String name) {
            return (Long) byName.get(name).getValue();
        }
    }

    @Test
    void operatorsBehindItWorkOnWhileItWaitsForTheRegistryAndTheMetricSaysSo() throws Exception {
        List<Long> meanwhile = new ArrayList<>();
        assertEquals(0, gauges.value("registryWaitMillis"));
        mailbox.execute(() -> meanwhile.add(gauges.value("registryWaitMillis")), "a timer");
        waits.await(outage, Duration.ofMillis(5));
        assertEquals(1, meanwhile.size());
        assertTrue(meanwhile.get(0) > 0);
        waits.await(outage, Duration.ofMillis(5));
        assertTrue(gauges.value("registryWaitMillis") >= 10, "of the whole outage");
        waits.end();
        assertEquals(0, gauges.value("registryWaitMillis"));
    }

    @Test
    void aJobThatEndsIsNotHeldUp() {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> waits.await(outage, Duration.ofMinutes(10)));
    }
}
