package io.outpost.cli.verify.hourly;

import static io.outpost.cli.verify.hourly.Comparisons.isAbove;
import static io.outpost.cli.verify.hourly.Comparisons.isBelow;
import static io.outpost.cli.verify.hourly.Comparisons.isFrom;
import static io.outpost.cli.verify.model.HourInput.HOUR_MILLIS;

import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.HourModel;
import io.outpost.cli.verify.model.HourState;
import io.outpost.cli.verify.model.MonthPercentiles;
import io.outpost.cli.verify.model.Site;
import io.outpost.cli.verify.model.WaterLevels;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The hours of a place's models, one after another; from some hour on they can be taken again. */
public final class HourChain {
    private static final int DAY = 24;
    private static final int THREE_DAYS = 3 * DAY;
    private static final int THAWS_FOR = 48;
    private static final int WARMS_FOR = 6;
    private static final int COLD_FOR = 6;
    private static final long BEGINS_ANEW_AFTER_MILLIS = 720 * HOUR_MILLIS;

    /** Rather more than what an hour looks back. */
    private static final long LOOKS_BACK_MILLIS = 8 * DAY * HOUR_MILLIS;

    private static final double FROZEN_ABOVE = 25;
    private static final double FREEZES_BELOW_CELSIUS = -2;
    private static final double WARMS_BY_KELVIN = 8;
    private static final double RAIN_ON_SNOW_MILLIMETRES = 10;

    private final TreeMap<Long, ModelHour> hours = new TreeMap<>();
    private final MonthPercentiles flows = new MonthPercentiles();
    private final GaugeChain gauges = new GaugeChain();

    /**
     * Takes up the hour after the one before, or an earlier one again, and forgets what came after
     * it. Before the models begin, and again when they may only begin anew, it has no state.
     *
     * @param waterLevelMetres mean of the hour; NaN: none
     * @param site null: no position is known
     */
    public ModelHour next(HourInput input, double waterLevelMetres, Site site) {
        long start = input.startMillis();
        hours.tailMap(start, true).clear();
        GaugeHour gauge = gauges.next(start, waterLevelMetres);
        HourInput known = site == null ? HourInput.missing(start) : input;
        ModelHour before = before(start);
        if (before == null && Double.isNaN(known.celsius())) {
            return ModelHour.withoutModels(gauge);
        }
        HourState earlier =
                before == null ? HourState.before(start, site.surface()) : before.state();
        ModelHour hour = hour(before, HourModel.step(earlier, known, site), known, site, gauge);
        hours.put(start, hour);
        return hour;
    }

    /**
     * What the water level of an hour is judged by, whether it has one or not; null where too
     * little is learned.
     */
    public WaterLevels waterLevels(long hourMillis) {
        return gauges.levels(hourMillis);
    }

    /** What is forgotten is what an hour from this UTC day on does not look back to. */
    public void forgetBefore(long dayMillis) {
        hours.headMap(dayMillis - LOOKS_BACK_MILLIS).clear();
        flows.forgetBefore(dayMillis);
        gauges.forgetBefore(dayMillis);
    }

    /** The hour before; null where the models begin. */
    private ModelHour before(long startMillis) {
        ModelHour before = hours.get(startMillis - HOUR_MILLIS);
        return before == null || startMillis - before.lastSteppedMillis() > BEGINS_ANEW_AFTER_MILLIS
                ? null
                : before;
    }

    private ModelHour hour(
            ModelHour before, HourState after, HourInput input, Site site, GaugeHour gauge) {
        if (!after.isKnown()) {
            return new ModelHour(after, before.lastSteppedMillis(), before.carried(), null, gauge);
        }
        Carried carried = before == null ? Carried.NONE : before.carried();
        flows.put(after.startMillis(), after.fluxes().index());
        Amounts amounts =
                Amounts.of(after.fluxes(), after.recent().celsius(0), input.windMetresPerSecond());
        return new ModelHour(
                after,
                after.startMillis(),
                carried.with(after, amounts.newSnowCentimetres()),
                step(after, amounts, site),
                gauge);
    }

    private Step step(HourState after, Amounts amounts, Site site) {
        long start = after.startMillis();
        Amounts day = window(start, DAY, amounts);
        boolean turnsWarm = isWarmer(after) || isRainOnSnow(after, day);
        return new Step(
                amounts,
                day,
                window(start, THREE_DAYS, amounts),
                site,
                after.wetness(site.surface()),
                flows.levels(start),
                isAbove(after.frostIndex(), FROZEN_ABOVE) || isFreezing(after),
                stepped(start, THAWS_FOR).anyMatch(hour -> hour.step().isFrozen()),
                turnsWarm,
                turnsWarm
                        || stepped(start, WARMS_FOR - 1).anyMatch(hour -> hour.step().turnsWarm()));
    }

    private Amounts window(long startMillis, int length, Amounts amounts) {
        return Amounts.sum(
                Stream.concat(
                        stepped(startMillis, length - 1).map(hour -> hour.step().amounts()),
                        Stream.of(amounts)));
    }

    /** Of so many hours before one those that were stepped, the oldest first. */
    private Stream<ModelHour> stepped(long startMillis, int before) {
        return hours.subMap(startMillis - before * HOUR_MILLIS, startMillis).values().stream()
                .filter(ModelHour::isStepped);
    }

    private boolean isFreezing(HourState after) {
        long before =
                stepped(after.startMillis(), COLD_FOR - 1)
                        .filter(hour -> isBelow(hour.celsius(), FREEZES_BELOW_CELSIUS))
                        .count();
        return before == COLD_FOR - 1 && isBelow(after.recent().celsius(0), FREEZES_BELOW_CELSIUS);
    }

    /** The first above 0 degC of a day, or much warmer than a day before. */
    private static boolean isWarmer(HourState after) {
        double celsius = after.recent().celsius(0);
        double dayBefore = after.recent().celsius(DAY);
        return (isAbove(celsius, 0) && wasCold(after))
                || isFrom(celsius - dayBefore, WARMS_BY_KELVIN);
    }

    /** Whether none of the 24 hours before was above 0 degC; one has a temperature. */
    private static boolean wasCold(HourState after) {
        double[] before =
                IntStream.rangeClosed(1, DAY)
                        .mapToDouble(after.recent()::celsius)
                        .filter(one -> !Double.isNaN(one))
                        .toArray();
        return before.length > 0 && Arrays.stream(before).noneMatch(one -> isAbove(one, 0));
    }

    private static boolean isRainOnSnow(HourState after, Amounts day) {
        return isAbove(day.rain(), RAIN_ON_SNOW_MILLIMETRES)
                && isAbove(after.snow().waterEquivalentMillimetres(), RAIN_ON_SNOW_MILLIMETRES);
    }
}
