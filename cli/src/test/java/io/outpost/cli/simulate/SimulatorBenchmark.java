package io.outpost.cli.simulate;

import io.outpost.cli.simulate.fault.FaultRates;
import io.outpost.cli.simulate.fault.Reporting;
import io.outpost.cli.simulate.send.Feed;
import io.outpost.cli.simulate.send.ObservationBytes;
import io.outpost.cli.simulate.send.Outgoing;
import io.outpost.cli.simulate.world.World;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * CPU time per record of making and ordering records, without a broker: {@code SimulatorBenchmark
 * PLACES none|default|all}.
 */
public final class SimulatorBenchmark {
    private static final int MILLION = 1_000_000;
    private static final int ROUNDS = 5;
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");

    private SimulatorBenchmark() {}

    public static void main(String[] args) {
        Reporting reporting =
                new Reporting(
                        7,
                        FaultRates.of(args[1], Map.of()),
                        Duration.ofMinutes(10).toMillis(),
                        true);
        Feed feed =
                new Feed(
                        new World(Integer.parseInt(args[0]), 7, "sim").sensors(),
                        new ObservationBytes(1),
                        reporting,
                        FROM.toEpochMilli(),
                        Long.MAX_VALUE);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("round %d: %.2f us of CPU per record%n", round, microseconds(feed));
        }
    }

    private static double microseconds(Feed feed) {
        long before = cpuNanos();
        int made = 0;
        while (made < MILLION) {
            Outgoing record = feed.poll();
            made += record != null && record.isSent() ? 1 : 0;
        }
        return (cpuNanos() - before) / 1e3 / MILLION;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
