package io.outpost.bench.http;

import io.outpost.bench.report.MarkdownTable;
import io.outpost.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results of one run. */
record ReadsReport(ReadsPlan plan, List<ReadResult> results) {
    private static final String GOAL = "at least 0.5";
    private static final double BYTES_PER_MEGABYTE = 1e6;

    String markdown() {
        MarkdownTable goals =
                new MarkdownTable(List.of("reads", "median (min..max)", "goal", "rounds"));
        ratio(goals, ReadContender.LATEST, ReadContender.CONSTANT, GOAL);
        ratio(goals, ReadContender.SERIES, ReadContender.SQL, GOAL);
        ratio(goals, ReadContender.BARE_SERIES, ReadContender.SQL, "the least work there is");
        if (has(ReadContender.ON_SCHEDULE)) {
            goal(
                    goals,
                    "p99 of %,d requests/s on %,d connections, ms"
                            .formatted(plan.scheduledPerSecond(), plan.scheduledConnections()),
                    values(ReadContender.ON_SCHEDULE, ReadResult::p99Millis),
                    "below 20");
        }
        if (has(ReadContender.MAP)) {
            String places = "the map of %,d places".formatted(plan.places());
            goal(
                    goals,
                    places + ", p50, ms",
                    values(ReadContender.MAP, ReadResult::p50Millis),
                    "below 300");
            goal(
                    goals,
                    places + ", MB compressed",
                    values(ReadContender.MAP, result -> result.bytes() / BYTES_PER_MEGABYTE),
                    "below 1");
        }
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "contender",
                                "requests/s: median (min..max)",
                                "p50 / p99, ms",
                                "CPU, us per request: server",
                                "client",
                                "Postgres"));
        plan.contenders().forEach(contender -> table.row(line(contender)));
        return goals
                + "\n"
                + table
                + "%n%,d places, made up; %d connections with a request on each at any time, %d s to warm up and %d s measured, each contender in fresh processes.%n"
                        .formatted(
                                plan.places(),
                                plan.connections(),
                                plan.warmUpSeconds(),
                                plan.seconds());
    }

    private boolean has(ReadContender contender) {
        return plan.contenders().contains(contender);
    }

    private void ratio(MarkdownTable goals, ReadContender one, ReadContender other, String goal) {
        if (!has(one) || !has(other)) {
            return;
        }
        List<Double> of = values(one, ReadResult::perSecond);
        List<Double> to = values(other, ReadResult::perSecond);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < of.size(); round++) {
            ratios.add(of.get(round) / to.get(round));
        }
        goal(goals, one.words() + " / " + other.words(), ratios, goal);
    }

    private static void goal(MarkdownTable goals, String what, List<Double> values, String goal) {
        goals.row(List.of(what, Spread.of(values).text(), goal, Integer.toString(values.size())));
    }

    private List<String> line(ReadContender contender) {
        return List.of(
                contender.words(),
                Spread.of(values(contender, ReadResult::perSecond)).text(),
                median(contender, ReadResult::p50Millis)
                        + " / "
                        + median(contender, ReadResult::p99Millis),
                median(contender, result -> result.micros(HttpResult.SERVER)),
                median(contender, result -> result.micros(HttpResult.CLIENT)),
                median(contender, result -> result.micros(HttpResult.POSTGRES)));
    }

    private String median(ReadContender contender, ToDoubleFunction<ReadResult> value) {
        double median = Spread.of(values(contender, value)).median();
        return Double.isNaN(median) ? "" : String.format(Locale.ROOT, "%.1f", median);
    }

    private List<Double> values(ReadContender contender, ToDoubleFunction<ReadResult> value) {
        return results.stream()
                .filter(result -> result.contender() == contender)
                .map(value::applyAsDouble)
                .toList();
    }
}
