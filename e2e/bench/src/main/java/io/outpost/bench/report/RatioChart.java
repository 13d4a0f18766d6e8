package io.outpost.bench.report;

import java.util.List;
import java.util.Locale;

/** The ratios as horizontal bars, with a whisker from the least to the greatest. */
public final class RatioChart {
    private static final int LEFT = 190;
    private static final int WIDTH = 520;
    private static final int LINE = 34;
    private static final int TOP = 40;
    private static final int BAR = 18;

    private RatioChart() {}

    /** An SVG picture. */
    public static String svg(List<Summary> summaries) {
        double most = summaries.stream().mapToDouble(Summary::greatestRatio).max().orElse(1);
        double scale = WIDTH / Math.max(1, most);
        int height = TOP + LINE * summaries.size() + 10;
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n",
                LEFT + WIDTH + 90,
                height);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
        add(svg, "<text x=\"10\" y=\"22\">Throughput, the loop = 1</text>%n");
        for (int i = 0; i < summaries.size(); i++) {
            bar(svg, summaries.get(i), TOP + i * LINE, scale);
        }
        add(
                svg,
                "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>%n",
                LEFT + scale,
                TOP - 6,
                height - 6);
        return svg.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder svg, Summary s, int y, double scale) {
        int middle = y + BAR / 2;
        add(
                svg,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LEFT - 8,
                y + 14,
                s.contender());
        add(
                svg,
                "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#4477aa\"/>%n",
                LEFT,
                y,
                s.medianRatio() * scale,
                BAR);
        add(
                svg,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"black\"/>%n",
                LEFT + s.leastRatio() * scale,
                LEFT + s.greatestRatio() * scale,
                middle,
                middle);
        add(
                svg,
                "<text x=\"%.1f\" y=\"%d\">%.3f</text>%n",
                LEFT + s.greatestRatio() * scale + 6,
                y + 14,
                s.medianRatio());
    }

    @SuppressWarnings("AnnotateFormatMethod") // all formats stand in this class
    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
