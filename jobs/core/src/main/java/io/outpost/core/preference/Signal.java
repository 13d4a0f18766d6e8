package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.unit.Unit;
import io.outpost.core.weather.Quantity;
import io.outpost.core.weather.Quantity.Kind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One number that a place knows when a pane closes; NaN where it does not.
 *
 * @param code of the quantity or the condition, position of the model quantity, or the percentile
 * @param statistic MEAN where there is nothing to choose
 * @param spanSeconds the time before the end of the pane that it is taken over; 0: the pane itself
 */
public record Signal(Source source, int code, Statistic statistic, int spanSeconds) {
    /** The longest span: as far back as hours may change. */
    public static final int LONGEST_SPAN_SECONDS = 7 * 24 * 3600;

    private static final int HOUR_SECONDS = 3600;
    private static final int QUARTER_HOUR_SECONDS = 900;

    /** The measures with rolling means at the end of each minute. */
    private static final Set<Quantity> ROLLING =
            EnumSet.of(
                    Quantity.HEAT_INDEX_CELSIUS,
                    Quantity.AIR_TEMPERATURE_CELSIUS,
                    Quantity.RELATIVE_HUMIDITY_PERCENT,
                    Quantity.WIND_CHILL_CELSIUS,
                    Quantity.FELT_TEMPERATURE_CELSIUS,
                    Quantity.WIND_SPEED_METRES_PER_SECOND);

    private static final ModelQuantity[] MODELS = ModelQuantity.values();

    /** Where a number is from. */
    public enum Source {
        /** A quantity that sensors measure, or that is derived from it. */
        MEASURE,
        MODEL,
        /** The level of a condition, 0: none; not known while UNKNOWN or UNCERTAIN. */
        CONDITION,
        /** A percentile of the flow that the place has learned; not known before. */
        FLOW_PERCENTILE,
        /** A percentile of the water level that the place has learned. */
        WATER_LEVEL_PERCENTILE
    }

    public static Signal measure(Quantity quantity, Statistic statistic, int spanSeconds) {
        return new Signal(Source.MEASURE, quantity.code(), statistic, spanSeconds);
    }

    public static Signal model(ModelQuantity quantity) {
        return new Signal(Source.MODEL, quantity.ordinal(), Statistic.MEAN, 0);
    }

    public static Signal condition(Condition condition) {
        return new Signal(Source.CONDITION, condition.code(), Statistic.MEAN, 0);
    }

    /**
     * A percentile of what the place has learned of this signal.
     *
     * @throws IllegalArgumentException when it learns nothing of it
     */
    public Signal percentile(int percent) {
        if (equals(model(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR))) {
            return new Signal(Source.FLOW_PERCENTILE, percent, Statistic.MEAN, 0);
        }
        if (equals(measure(Quantity.WATER_LEVEL_METRES, Statistic.MEAN, 0))) {
            return new Signal(Source.WATER_LEVEL_PERCENTILE, percent, Statistic.MEAN, 0);
        }
        throw new IllegalArgumentException("no percentiles are learned of " + name());
    }

    /** As it stands in documents and reasons; the span is not part of it. */
    public String name() {
        return switch (source) {
            case MEASURE -> Quantity.ofCode(code).columnName();
            case MODEL -> MODELS[code].columnName();
            case CONDITION -> Condition.ofCode(code).name().toLowerCase(Locale.ROOT) + "_level";
            case FLOW_PERCENTILE -> "flow_millimetres_per_hour_percentile_" + code;
            case WATER_LEVEL_PERCENTILE -> "water_level_metres_percentile_" + code;
        };
    }

    /** What it is measured in, and how far counts. */
    public Scale scale() {
        return switch (source) {
            case MEASURE -> Scale.of(Quantity.ofCode(code));
            case MODEL -> Scale.of(MODELS[code]);
            case CONDITION -> Scale.LEVELS;
            case FLOW_PERCENTILE -> Scale.in(Unit.MILLIMETRES_PER_HOUR);
            case WATER_LEVEL_PERCENTILE -> Scale.in(Unit.METRES);
        };
    }

    /** The cadences at whose panes it is known; empty: it is not known at all. */
    public Set<Cadence> cadences() {
        return switch (source) {
            case MEASURE -> ofMeasure(Quantity.ofCode(code));
            case CONDITION -> EnumSet.of(Condition.ofCode(code).cadence());
            case MODEL, FLOW_PERCENTILE, WATER_LEVEL_PERCENTILE -> EnumSet.of(Cadence.HOUR);
        };
    }

    private Set<Cadence> ofMeasure(Quantity quantity) {
        Set<Cadence> cadences = EnumSet.noneOf(Cadence.class);
        boolean isMeanOfHour = quantity.kind().isAggregated() && statistic != Statistic.TOTAL;
        boolean isTotal = quantity.kind() == Kind.SUM && statistic == Statistic.TOTAL;
        boolean isWholeHours = spanSeconds % HOUR_SECONDS == 0;
        if ((isMeanOfHour || isTotal) && isWholeHours && spanSeconds <= LONGEST_SPAN_SECONDS) {
            cadences.add(Cadence.HOUR);
        }
        boolean isRolling =
                (spanSeconds == QUARTER_HOUR_SECONDS || spanSeconds == HOUR_SECONDS)
                        && ROLLING.contains(quantity)
                        && statistic == Statistic.MEAN;
        if (isRolling || (spanSeconds == 0 && isMeanOfHour)) {
            cadences.add(Cadence.MINUTE);
        }
        return cadences;
    }

    /** How it is read at the panes of a cadence: the hour before an hour's end is its pane. */
    Signal at(Cadence cadence) {
        boolean isPane = cadence == Cadence.HOUR && spanSeconds == HOUR_SECONDS;
        return isPane ? ofPane() : this;
    }

    /** True for what is made of several panes of hours. */
    public boolean isOfHours() {
        return spanSeconds > HOUR_SECONDS;
    }

    /** The length of a span of hours. */
    public int spanHours() {
        return spanSeconds / HOUR_SECONDS;
    }

    /** The same of a pane alone. */
    public Signal ofPane() {
        return new Signal(source, code, statistic, 0);
    }
}
