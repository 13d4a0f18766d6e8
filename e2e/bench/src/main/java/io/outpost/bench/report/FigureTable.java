package io.outpost.bench.report;

import io.outpost.bench.workload.Figure;
import java.util.List;
import java.util.Locale;

/** What the workloads came to. */
public final class FigureTable {
    private FigureTable() {}

    /** A Markdown table, one line per figure. */
    public static String markdown(List<Figure> figures) {
        StringBuilder table = new StringBuilder();
        table.append("| workload | contender | figure | median (min..max) | wanted | rounds |\n");
        table.append("|---|---|---|---|---|---|\n");
        for (Figure figure : figures) {
            table.append(line(figure));
        }
        return table.toString();
    }

    private static String line(Figure f) {
        return "| %s | %s | %s | **%s** (%s..%s) | %s | %d |%n"
                .formatted(
                        f.workload(),
                        f.contender(),
                        f.what(),
                        number(f.median()),
                        number(f.least()),
                        number(f.greatest()),
                        f.wanted() == 0 ? "" : "≥ " + f.wanted(),
                        f.rounds());
    }

    /** Ratios with three decimals, bytes and seconds with none. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%,.0f", value);
    }
}
