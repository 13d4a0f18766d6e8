package io.outpost.bench.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.ThreadPart;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.Measurement.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The result of one run of the command.
 *
 * @param measurements of the main table; the contender of the first is what others are compared to
 * @param figures of the workloads; empty: they were not run
 * @param failures why contenders have no number, by their names
 */
public record Report(
        Backlog backlog,
        List<Measurement> measurements,
        List<Figure> figures,
        Map<String, String> failures) {
    private static final double MEBIBYTE = 1 << 20;

    /** The tables, and what has no number. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        String goals = Goal.table(byContender());
        text.append(goals).append(goals.isEmpty() ? "" : "\n").append(ratios());
        if (!measurements.isEmpty()) {
            text.append('\n').append(parts());
        }
        text.append(withoutNumber(failures));
        text.append(
                "%nBacklog: %,d observations of %,d places with %d sensors, each every %d min, over %d h of event time.%n"
                        .formatted(
                                backlog.observations(),
                                backlog.places(),
                                backlog.sensorsPerPlace(),
                                backlog.intervalMinutes(),
                                backlog.hours()));
        return text.append(figures.isEmpty() ? "" : "\n" + table(figures)).toString();
    }

    /** Of a run of workloads alone. */
    public static String ofWorkloads(List<Figure> figures, Map<String, String> failures) {
        return table(figures) + withoutNumber(failures);
    }

    private static String withoutNumber(Map<String, String> failures) {
        StringBuilder text = new StringBuilder();
        failures.forEach(
                (name, why) ->
                        text.append("\nNo number for %s: ".formatted(name))
                                .append(why.lines().findFirst().orElse(""))
                                .append('\n'));
        return text.toString();
    }

    private static MarkdownTable table(List<Figure> figures) {
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "workload",
                                "contender",
                                "figure",
                                "median (min..max)",
                                "wanted",
                                "rounds"));
        figures.forEach(figure -> table.row(figure.cells()));
        return table;
    }

    /** Ratios to the same round of the reference first; one line per contender. */
    private String ratios() {
        Map<String, List<Measurement>> runs = byContender();
        if (runs.isEmpty()) {
            return "Nothing was measured.\n";
        }
        String first = measurements.get(0).contender();
        MarkdownTable table =
                new MarkdownTable(
                        List.of(
                                "contender",
                                "throughput / " + first + ": median (min..max)",
                                "rounds",
                                "CPU-s per million: all",
                                "own",
                                "of it compilers",
                                "broker",
                                "Postgres",
                                "events/s",
                                "checkpoint, MiB"));
        runs.values().forEach(those -> table.row(line(those, runs.get(first))));
        return table.toString();
    }

    /** Of each contender's own processor time, what is whose. */
    private String parts() {
        List<String> header = new ArrayList<>();
        header.add("own processor time by threads, us per observation");
        Stream.of(ThreadPart.values()).map(ThreadPart::words).forEach(header::add);
        header.add("rest");
        MarkdownTable table = new MarkdownTable(header);
        byContender()
                .forEach(
                        (contender, runs) -> {
                            List<String> cells = new ArrayList<>();
                            cells.add(contender);
                            for (ThreadPart part : ThreadPart.values()) {
                                cells.add(perMillion(runs, clock -> clock.seconds(part)));
                            }
                            cells.add(perMillion(runs, Span::restSeconds));
                            table.row(cells);
                        });
        return table.toString();
    }

    private Map<String, List<Measurement>> byContender() {
        return measurements.stream()
                .collect(groupingBy(Measurement::contender, LinkedHashMap::new, toList()));
    }

    /** In bold where a pass was not warm. */
    private static String compilers(List<Measurement> runs) {
        String seconds = perMillion(runs, clock -> clock.seconds(ThreadPart.COMPILERS));
        boolean isWarm = runs.stream().map(Measurement::clock).noneMatch(Span::isWarmingUp);
        return isWarm ? seconds : "**" + seconds + ", not warm**";
    }

    private static String perMillion(List<Measurement> runs, ToDoubleFunction<Span> seconds) {
        return median(
                "%.2f", runs, run -> run.clock().perMillion(seconds.applyAsDouble(run.clock())));
    }

    private static List<String> line(List<Measurement> runs, List<Measurement> reference) {
        return List.of(
                runs.get(0).contender(),
                Spread.of(Measurement.ratios(runs, reference, Measurement::eventsPerSecond)).text(),
                Integer.toString(runs.size()),
                median("%.2f", runs, run -> run.clock().processorSecondsPerMillion()),
                perMillion(runs, Span::ownSeconds),
                compilers(runs),
                perMillion(runs, Span::brokerSeconds),
                perMillion(runs, Span::postgresSeconds),
                median("%,.0f", runs, Measurement::eventsPerSecond),
                median("%.1f", runs, run -> run.checkpointBytes() / MEBIBYTE));
    }

    private static String median(
            String format, List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        List<Double> values = runs.stream().map(value::applyAsDouble).toList();
        return String.format(Locale.ROOT, format, Spread.of(values).median());
    }
}
