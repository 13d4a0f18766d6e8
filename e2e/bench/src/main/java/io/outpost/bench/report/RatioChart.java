package io.outpost.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ratios as horizontal bars, with a whisker from the least to the greatest. */
final class RatioChart {
    private static final int LEFT = 190;
    private static final int WIDTH = 520;
    private static final int LINE = 34;
    private static final int TOP = 40;

    private RatioChart() {}

    /** An SVG picture. */
    static String svg(List<Summary> summaries) {
        double most = summaries.stream().mapToDouble(Summary::greatestRatio).max().orElse(1);
        double scale = WIDTH / Math.max(1, most);
        int height = TOP + LINE * summaries.size() + 10;
        String bars =
                IntStream.range(0, summaries.size())
                        .mapToObj(i -> bar(summaries.get(i), TOP + i * LINE, scale))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                """
            <svg xmlns="http://www.w3.org/2000/svg" width="800" height="%1$d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="10" y="22">Throughput, the loop = 1</text>
            %2$s<line x1="%3$.1f" x2="%3$.1f" y1="34" y2="%4$d" stroke="#888" stroke-dasharray="4 3"/>
            </svg>
            """,
                height,
                bars,
                LEFT + scale,
                height - 6);
    }

    private static String bar(Summary of, int top, double scale) {
        double greatest = LEFT + of.greatestRatio() * scale;
        return String.format(
                Locale.ROOT,
                """
            <text x="182" y="%1$d" text-anchor="end">%2$s</text>
            <rect x="190" y="%3$d" width="%4$.1f" height="18" fill="#4477aa"/>
            <line x1="%5$.1f" x2="%6$.1f" y1="%7$d" y2="%7$d" stroke="black"/>
            <text x="%8$.1f" y="%1$d">%9$.3f</text>
            """,
                top + 14,
                of.contender(),
                top,
                of.medianRatio() * scale,
                LEFT + of.leastRatio() * scale,
                greatest,
                top + 9,
                greatest + 6,
                of.medianRatio());
    }
}
