package io.outpost.bench.http;

import io.outpost.bench.report.MarkdownTable;
import io.outpost.bench.report.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The results of one run. */
record HttpReport(HttpPlan plan, List<HttpResult> results) {
    private static final String LEAST_PER_SECOND = "50,000";
    private static final String LEAST_RATIO = "0.5";

    String markdown() {
        MarkdownTable goals =
                new MarkdownTable(
                        List.of("observations/s", "median (min..max)", "at least", "rounds"));
        List<Contender> measured = plan.contenders();
        if (measured.contains(Contender.SIGNED_BATCHES)) {
            goals.row(
                    goal(
                            Contender.SIGNED_BATCHES.words(),
                            values(Contender.SIGNED_BATCHES, HttpResult::observationsPerSecond),
                            LEAST_PER_SECOND));
        }
        if (measured.containsAll(List.of(Contender.SIGNED_BATCHES, Contender.PRODUCER))) {
            goals.row(ratio(Contender.SIGNED_BATCHES, Contender.PRODUCER));
        }
        if (measured.containsAll(List.of(Contender.SINGLE, Contender.CONSTANT))) {
            goals.row(ratio(Contender.SINGLE, Contender.CONSTANT));
        }
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "contender",
                                "observations/s: median (min..max)",
                                "request, p50 / p99, ms",
                                "CPU, us per observation: server",
                                "client",
                                "broker",
                                "Postgres"));
        for (Contender contender : measured) {
            table.row(line(contender));
        }
        return goals
                + "\n"
                + table
                + "%n%d connections, one request on each at a time, batches of %d; %d s to warm up and %d s measured, each contender in fresh processes. The log had exactly what was acknowledged, each time.%n"
                        .formatted(
                                plan.connections(),
                                plan.batch(),
                                plan.warmUpSeconds(),
                                plan.seconds());
    }

    private List<String> ratio(Contender one, Contender other) {
        List<Double> ratios = new ArrayList<>();
        List<Double> of = values(one, HttpResult::observationsPerSecond);
        List<Double> to = values(other, HttpResult::observationsPerSecond);
        for (int round = 0; round < of.size(); round++) {
            ratios.add(of.get(round) / to.get(round));
        }
        return goal(one.words() + " / " + other.words(), ratios, LEAST_RATIO);
    }

    private static List<String> goal(String what, List<Double> values, String least) {
        return List.of(what, Spread.of(values).text(), least, Integer.toString(values.size()));
    }

    private List<String> line(Contender contender) {
        return List.of(
                contender.words(),
                Spread.of(values(contender, HttpResult::observationsPerSecond)).text(),
                contender.isOverHttp()
                        ? median(contender, HttpResult::p50Millis)
                                + " / "
                                + median(contender, HttpResult::p99Millis)
                        : "",
                median(contender, result -> result.micros(HttpResult.SERVER)),
                median(contender, result -> result.micros(HttpResult.CLIENT)),
                median(contender, result -> result.micros(HttpResult.BROKER)),
                median(contender, result -> result.micros(HttpResult.POSTGRES)));
    }

    private String median(Contender contender, ToDoubleFunction<HttpResult> value) {
        return String.format(Locale.ROOT, "%.1f", Spread.of(values(contender, value)).median());
    }

    private List<Double> values(Contender contender, ToDoubleFunction<HttpResult> value) {
        return results.stream()
                .filter(result -> result.contender() == contender)
                .map(value::applyAsDouble)
                .toList();
    }
}
