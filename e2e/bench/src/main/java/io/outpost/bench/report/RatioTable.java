package io.outpost.bench.report;

import java.util.List;
import java.util.Locale;

/** Ratios first; then processor time and throughput. */
public final class RatioTable {
    private RatioTable() {}

    /** A Markdown table, one line per contender. */
    public static String markdown(List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return "Nothing was measured.\n";
        }
        StringBuilder table = new StringBuilder();
        table.append("| contender | throughput / ")
                .append(summaries.get(0).contender())
                .append(
                        ": median (min..max) | CPU-s per million: all | own | of it compilers | broker | Postgres | events/s | peak memory, MiB | checkpoint, MiB |\n");
        table.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (Summary summary : summaries) {
            table.append(line(summary));
        }
        return table.toString();
    }

    private static String line(Summary s) {
        return String.format(
                Locale.ROOT,
                "| %s | **%.3f** (%.3f..%.3f) | %.2f | %.2f | %.2f | %.2f | %.2f | %,.0f | %d | %.1f |%n",
                s.contender(),
                s.medianRatio(),
                s.leastRatio(),
                s.greatestRatio(),
                s.processorSeconds(),
                s.ownSeconds(),
                s.compileSeconds(),
                s.brokerSeconds(),
                s.postgresSeconds(),
                s.eventsPerSecond(),
                s.peakBytes() >> 20,
                s.checkpointBytes() / (double) (1 << 20));
    }
}
