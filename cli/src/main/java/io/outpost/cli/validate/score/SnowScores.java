package io.outpost.cli.validate.score;

import static io.outpost.cli.validate.statistics.Series.together;

import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.recording.WeatherHours;
import io.outpost.cli.validate.statistics.Agreement;
import io.outpost.cli.validate.statistics.Series;
import io.outpost.core.model.SnowParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The snow of a site with sensors of its water and of its depth, and what each term buys. */
final class SnowScores {
    private static final double MELTED_OUT_MILLIMETRES = 5;
    private static final DegreeDay SIMPLE = new DegreeDay(3, 0, 0);
    private static final double HARDLY_CONDUCTING = 0.01;

    private final List<SnotelYear> years;
    private final HourSource source;
    private final String recording;
    private final List<double[]> measured;

    SnowScores(List<SnotelYear> years, HourSource source) {
        this.years = years;
        this.source = source;
        this.recording = "SNOTEL 428, " + Spans.of(years);
        this.measured = years.stream().map(SnotelYear::snowWaterMillimetres).toList();
    }

    List<Score> scores() {
        List<ModelledHours> hours = years.stream().map(source::of).toList();
        List<double[]> modelled = hours.stream().map(ModelledHours::snowWaterMillimetres).toList();
        List<double[]> simple = each(SIMPLE::snowWaterMillimetres);
        double[] late = meltOutDaysLate(modelled);
        List<double[]> depth = hours.stream().map(ModelledHours::snowDepthCentimetres).toList();
        double depthScore =
                Agreement.nashSutcliffe(
                        together(years.stream().map(SnotelYear::snowDepthCentimetres).toList()),
                        together(depth));
        return List.of(
                new Score(
                        recording,
                        "snow water, Nash-Sutcliffe; simple: degree days",
                        score(simple),
                        score(modelled),
                        null,
                        Reach.atLeast(0.94)),
                Score.shown(
                        recording,
                        "melt-out, days off, median of the years; simple: degree days",
                        medianSize(meltOutDaysLate(simple)),
                        medianSize(late),
                        String.format(Locale.ROOT, "median %+.1f", Series.median(late))),
                new Score(
                        recording,
                        "snow depth, Nash-Sutcliffe",
                        null,
                        depthScore,
                        null,
                        Reach.atLeast(0.90)));
    }

    /** Snow water by less than the whole model. */
    List<Score> ablations() {
        List<Score> steps = new ArrayList<>();
        steps.add(step("0 degree days, 3 mm/K a day, snow to rain at 0..2 degC", SIMPLE));
        steps.add(step("1 and a melt factor of +-50 % over the year", new DegreeDay(3, 0.5, 0)));
        steps.add(step("2 and liquid water of 5 %, freezing again", new DegreeDay(3, 0.5, 0.05)));
        for (double melt : new double[] {2, 4, 5}) {
            String name = String.format(Locale.ROOT, "2 with %.0f mm/K a day", melt);
            steps.add(step(name, new DegreeDay(melt, 0.5, 0.05)));
        }
        steps.add(
                step(
                        "3 energy balance, cold of the night not conducted into the pack",
                        SnowParameters.DEFAULT.withConductance(HARDLY_CONDUCTING)));
        steps.add(
                step(
                        "4 energy balance and conduction, albedo never ages",
                        SnowParameters.DEFAULT.withOldAlbedo(
                                SnowParameters.DEFAULT.albedo().fresh())));
        steps.add(step("5 energy balance as it is built", SnowParameters.DEFAULT));
        return steps;
    }

    private Score step(String name, DegreeDay degreeDay) {
        return Score.shown(
                recording, name, null, score(each(degreeDay::snowWaterMillimetres)), null);
    }

    private Score step(String name, SnowParameters snow) {
        return Score.shown(recording, name, null, score(modelled(snow)), null);
    }

    private double score(List<double[]> modelled) {
        return Agreement.nashSutcliffe(together(measured), together(modelled));
    }

    private List<double[]> modelled(SnowParameters snow) {
        return each(
                hours -> SteppedHours.of(hours, SnotelYear.SITE.with(snow)).snowWaterMillimetres());
    }

    private List<double[]> each(Function<WeatherHours, double[]> model) {
        return years.stream().map(year -> model.apply(year.weather())).toList();
    }

    private double[] meltOutDaysLate(List<double[]> modelled) {
        double[] late = new double[measured.size()];
        for (int year = 0; year < late.length; year++) {
            double hours = meltOutHour(modelled.get(year)) - meltOutHour(measured.get(year));
            late[year] = hours / Days.HOURS;
        }
        return late;
    }

    /** The first hour after the peak with less than 5 mm, or the peak; NaN of no measurement. */
    private static double meltOutHour(double[] water) {
        int peak = Series.peak(water);
        if (peak < 0) {
            return Double.NaN;
        }
        for (int hour = peak; hour < water.length; hour++) {
            if (water[hour] < MELTED_OUT_MILLIMETRES) {
                return hour;
            }
        }
        return peak;
    }

    private static double medianSize(double[] values) {
        return Series.median(Arrays.stream(values).map(Math::abs).toArray());
    }
}
