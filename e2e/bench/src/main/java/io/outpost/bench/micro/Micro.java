package io.outpost.bench.micro;

import io.outpost.bench.report.MarkdownTable;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Measures the small pieces by themselves, each in a separate JVM. */
public final class Micro {
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final int WARM_ITERATIONS = 4;
    private static final int ITERATIONS = 6;

    private Micro() {}

    /** A Markdown table, ns per operation. */
    public static String run() throws RunnerException {
        Options options =
                new OptionsBuilder()
                        .include(Pattern.quote(Pieces.class.getName() + "."))
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(WARM_ITERATIONS)
                        .warmupTime(ITERATION)
                        .measurementIterations(ITERATIONS)
                        .measurementTime(ITERATION)
                        .build();
        return table(new Runner(options).run());
    }

    private static String table(Collection<RunResult> results) {
        List<Result<?>> sorted =
                results.stream()
                        .<Result<?>>map(RunResult::getPrimaryResult)
                        .sorted(Comparator.comparing(Result::getLabel))
                        .toList();
        MarkdownTable table =
                new MarkdownTable(List.of("piece", "ns per operation: median (min..max) of 6 s"));
        for (Result<?> result : sorted) {
            Statistics times = result.getStatistics();
            String text =
                    String.format(
                            Locale.ROOT,
                            "**%,.0f** (%,.0f..%,.0f)",
                            times.getPercentile(50),
                            times.getMin(),
                            times.getMax());
            table.row(List.of(words(result.getLabel()), text));
        }
        return table.toString();
    }

    /** "heatIndex" becomes "heat index". */
    static String words(String method) {
        return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
