package io.outpost.bench.report;

import io.outpost.bench.workload.Figure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The two tables in Markdown. */
final class Tables {
    private static final double MEBIBYTE = 1 << 20;

    private Tables() {}

    /** Ratios first; then processor time and throughput; one line per contender. */
    static String ratios(List<Summary> summaries) {
        if (summaries.isEmpty()) {
            return "Nothing was measured.\n";
        }
        return """
        | contender | throughput / %s: median (min..max) | CPU-s per million: all | own | of it compilers | broker | Postgres | events/s | peak memory, MiB | checkpoint, MiB |
        |---|---|---|---|---|---|---|---|---|---|
        """
                        .formatted(summaries.get(0).contender())
                + summaries.stream().map(Tables::line).collect(Collectors.joining());
    }

    /** The workloads; one line per figure. */
    static String figures(List<Figure> figures) {
        return """
        | workload | contender | figure | median (min..max) | wanted | rounds |
        |---|---|---|---|---|---|
        """
                + figures.stream().map(Tables::line).collect(Collectors.joining());
    }

    private static String line(Summary of) {
        return String.format(
                Locale.ROOT,
                "| %s | **%.3f** (%.3f..%.3f) | %.2f | %.2f | %.2f | %.2f | %.2f | %,.0f | %d | %.1f |%n",
                of.contender(),
                of.medianRatio(),
                of.leastRatio(),
                of.greatestRatio(),
                of.processorSeconds(),
                of.ownSeconds(),
                of.compileSeconds(),
                of.brokerSeconds(),
                of.postgresSeconds(),
                of.eventsPerSecond(),
                of.peakBytes() >> 20,
                of.checkpointBytes() / MEBIBYTE);
    }

    private static String line(Figure figure) {
        Spread spread = Spread.of(figure.values());
        return "| %s | %s | %s | **%s** (%s..%s) | %s | %d |%n"
                .formatted(
                        figure.workload(),
                        figure.contender(),
                        figure.what(),
                        number(spread.median()),
                        number(spread.least()),
                        number(spread.greatest()),
                        figure.wanted() == 0 ? "" : "≥ " + figure.wanted(),
                        figure.values().size());
    }

    /** Ratios with three decimals, bytes and seconds with none. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%,.0f", value);
    }
}
