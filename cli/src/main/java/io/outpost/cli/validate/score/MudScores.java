package io.outpost.cli.validate.score;

import static io.outpost.cli.validate.statistics.Series.together;
import static io.outpost.cli.validate.statistics.Series.where;

import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.statistics.Agreement;
import io.outpost.cli.validate.statistics.Series;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Wetness beside a sensor 2 in deep, in the months without snow. */
final class MudScores {
    private final List<Season> seasons = new ArrayList<>();
    private final String recording;

    MudScores(List<SnotelYear> years, HourSource source) {
        recording = "SNOTEL 428, May to October of " + Spans.of(years);
        for (SnotelYear year : years) {
            Season season = Season.of(year, source.of(year));
            if (season.measured.length > 0) {
                seasons.add(season);
            }
        }
    }

    /** The hours of a year that count: without snow, with a measurement. */
    private record Season(String year, double[] measured, double[] modelled, double[] simple) {
        static Season of(SnotelYear year, ModelledHours modelled) {
            return new Season(
                    year.name(),
                    where(year.soilMoisturePercent(), hour -> counts(year, hour)),
                    where(modelled.wetness(), hour -> counts(year, hour)),
                    where(modelled.waterMillimetres(), hour -> counts(year, hour)));
        }

        private static boolean counts(SnotelYear year, int hour) {
            Month month = year.months()[hour];
            return month.compareTo(Month.MAY) >= 0
                    && month.compareTo(Month.OCTOBER) <= 0
                    && year.snowWaterMillimetres()[hour] == 0
                    && year.snowDepthCentimetres()[hour] < 1
                    && !Double.isNaN(year.soilMoisturePercent()[hour]);
        }

        /** A sensor that shows nothing but 0. */
        boolean isDead() {
            return Arrays.stream(measured).allMatch(value -> value == 0);
        }

        double score() {
            return Agreement.rankCorrelation(measured, modelled);
        }
    }

    List<Score> scores() {
        List<Season> alive = seasons.stream().filter(season -> !season.isDead()).toList();
        String dead =
                seasons.stream()
                        .filter(Season::isDead)
                        .map(Season::year)
                        .collect(Collectors.joining(", "));
        double[] ofYears = alive.stream().mapToDouble(Season::score).toArray();
        return List.of(
                score("wetness, rank correlation; simple: 48 h of rain and melt", seasons, 0.64),
                score(
                        "the same without years of a dead sensor ("
                                + (dead.isEmpty() ? "none" : dead)
                                + ")",
                        alive,
                        0.70),
                Score.shown(
                        recording,
                        "the same, median year",
                        null,
                        Series.median(ofYears),
                        alive.size() + " years"));
    }

    private Score score(String measure, List<Season> of, double reach) {
        double[] measured = together(of.stream().map(Season::measured).toList());
        return new Score(
                recording,
                measure,
                Agreement.rankCorrelation(
                        measured, together(of.stream().map(Season::simple).toList())),
                Agreement.rankCorrelation(
                        measured, together(of.stream().map(Season::modelled).toList())),
                String.format(Locale.ROOT, "%,d hours", measured.length),
                Reach.atLeast(reach));
    }
}
