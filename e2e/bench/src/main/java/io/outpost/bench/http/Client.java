package io.outpost.bench.http;

import io.outpost.bench.fixture.ChildJvm;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.ProcessStatistics;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a client's process to its end. */
final class Client {
    private static final Duration LIMIT_BESIDE = Duration.ofSeconds(60);
    private static final List<String> JVM = Fixtures.heap(512);

    private Client() {}

    /**
     * What one has done.
     *
     * @param processorSeconds of the measured time, user and system, by whose they are
     */
    record Ended(Meter.Ended meter, Map<String, Double> processorSeconds) {}

    /**
     * Runs it, and reads everybody's processor time when it says so.
     *
     * @param others processes by name, whose time is read beside its own
     * @param seconds that it needs
     */
    static Ended run(Class<?> client, Object task, Map<String, Long> others, int seconds)
            throws IOException, InterruptedException {
        AtomicReference<Map<String, Double>> begin = new AtomicReference<>();
        AtomicReference<Map<String, Double>> end = new AtomicReference<>();
        AtomicReference<Meter.Ended> ended = new AtomicReference<>();
        try (ChildJvm child =
                ChildJvm.start(
                        client,
                        JVM,
                        task,
                        (one, report) -> {
                            if (report instanceof Meter.Begun) {
                                begin.set(processorSeconds(one, others));
                            } else if (report instanceof Meter.Measured) {
                                end.set(processorSeconds(one, others));
                            } else {
                                ended.set((Meter.Ended) report);
                            }
                        })) {
            child.awaitEnd(LIMIT_BESIDE.plusSeconds(seconds));
        }
        Map<String, Double> used = new LinkedHashMap<>();
        end.get().forEach((name, total) -> used.put(name, total - begin.get().get(name)));
        return new Ended(ended.get(), used);
    }

    private static Map<String, Double> processorSeconds(ChildJvm client, Map<String, Long> others) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(HttpResult.CLIENT, ProcessStatistics.seconds(client.pid()));
        others.forEach((name, pid) -> seconds.put(name, ProcessStatistics.seconds(pid)));
        return seconds;
    }
}
