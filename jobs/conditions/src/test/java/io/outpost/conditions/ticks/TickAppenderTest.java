package io.outpost.conditions.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.environment.KafkaAccess;
import io.outpost.flink.parts.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.junit.jupiter.api.Test;

/** Ticks that cannot be appended: counted, and in nobody's way. */
class TickAppenderTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Counter sent = new ThreadSafeSimpleCounter();
    private final Counter failed = new ThreadSafeSimpleCounter();

    @Test
    void aTickWithoutRegistryIsCounted() throws Exception {
        try (TickAppender appender = appender("http://127.0.0.1:1")) {
            appender.append(1);
            Await.until("it has failed", LIMIT, () -> failed.getCount() == 1);
        }
        assertEquals(0, sent.getCount());
    }

    /** A registry that accepts and never answers, and more ticks than can wait for it. */
    @Test
    void neitherTicksNorTheEndWaitForARegistryThatHangs() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TickAppender appender = appender("http://127.0.0.1:" + silent.getLocalPort());
            assertTimeoutPreemptively(
                    AT_ONCE,
                    () -> {
                        for (int i = 0; i < 10; i++) {
                            appender.append(i);
                        }
                        appender.close();
                    });
        }
        assertTrue(failed.getCount() >= 8, "failed: " + failed.getCount());
        assertEquals(0, sent.getCount());
    }

    private TickAppender appender(String registryUrl) {
        return new TickAppender(
                new TickProducer(KafkaAccess.open("no-such-host.invalid:9092"), registryUrl, "t"),
                sent,
                failed);
    }
}
