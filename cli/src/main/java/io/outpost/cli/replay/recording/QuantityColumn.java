package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.mapping.QuantitySource;
import io.outpost.core.unit.Conversion;
import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/** One quantity of each row of a file, converted to the unit in which it is sent. */
final class QuantityColumn {
    private static final double HIGHEST_PERCENT = 100;

    private final Quantity quantity;
    private final QuantitySource source;
    private final int position;
    private final Conversion conversion;
    private final Set<Double> sentinels;
    private final List<String> marks;
    private final char decimal;
    private long fractions;
    private long fractionsOfTheOther;
    private String firstOfTheOther;

    QuantityColumn(Quantity quantity, QuantitySource source, Mapping mapping, Header header) {
        this.quantity = quantity;
        this.source = source;
        this.position =
                source.optional()
                        ? header.optionalPosition(source.column())
                        : header.position(source.column());
        this.conversion =
                source.conversion(
                        quantity,
                        mapping.interval() == null ? 0 : (int) mapping.interval().toSeconds());
        this.sentinels = Objects.requireNonNullElse(source.sentinels(), mapping.sentinels());
        this.marks = mapping.marks();
        this.decimal = mapping.csv().decimal();
    }

    Quantity quantity() {
        return quantity;
    }

    int position() {
        return position;
    }

    String column() {
        return source.column();
    }

    /** True for a text that says that there is no value. */
    boolean isNone(String text) {
        return source.none().contains(text) || (isDirection() && Compass.isNone(text));
    }

    private boolean isDirection() {
        return quantity.kind() == Quantity.Kind.CIRCULAR;
    }

    /**
     * The number of a text. A sentinel and NaN stay as they are, for the job to flag.
     *
     * @throws NumberFormatException when the text is no number
     */
    double number(String text) {
        if (NumberText.isNan(text)) {
            return Double.NaN;
        }
        OptionalDouble point = isDirection() ? Compass.degrees(text) : OptionalDouble.empty();
        if (point.isPresent()) {
            return point.getAsDouble();
        }
        BigDecimal replaced = source.replace().get(text);
        BigDecimal number =
                replaced == null ? NumberText.parse(withoutMark(text), decimal) : replaced;
        fractions += number.scale() > 0 ? 1 : 0;
        double asWritten = number.doubleValue();
        return sentinels.contains(asWritten) ? asWritten : conversion.apply(number);
    }

    /** The value, or the end of the range that it is beyond by no more than the mapping allows. */
    double clamped(double value) {
        if (value < 0 && value >= -source.clampWithin()) {
            return 0;
        }
        boolean above = value > HIGHEST_PERCENT && value <= HIGHEST_PERCENT + source.clampWithin();
        return above && source.clampWithin() > 0 ? HIGHEST_PERCENT : value;
    }

    /** Why a text is none: the decimal mark, or anything else. */
    UnreadableReason reason(String text, Line line) {
        if (!NumberText.hasOtherMark(withoutMark(text), decimal)) {
            return UnreadableReason.BAD_NUMBER;
        }
        if (fractionsOfTheOther++ == 0) {
            firstOfTheOther = line + ": column '" + column() + "' holds " + text;
        }
        return UnreadableReason.DECIMAL_MARK;
    }

    /** Refuses a file whose fractions have the other mark: its whole numbers alone are not it. */
    void requireMark() {
        if (fractionsOfTheOther > fractions) {
            throw new CommandException(
                    "%s, and %,d more of this kind. If that is a decimal mark, say so in the mapping: csv: {decimal: \"%s\"}"
                            .formatted(
                                    firstOfTheOther,
                                    fractionsOfTheOther - 1,
                                    decimal == '.' ? "," : "."));
        }
    }

    private String withoutMark(String text) {
        for (String mark : marks) {
            if (text.endsWith(mark) && text.length() > mark.length()) {
                return Cells.stripped(text.substring(0, text.length() - mark.length()));
            }
        }
        return text;
    }
}
