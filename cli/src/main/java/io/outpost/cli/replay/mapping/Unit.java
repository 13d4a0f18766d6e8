package io.outpost.cli.replay.mapping;

import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A unit that a column may have. A value v in it is (v + offset) x numerator / denominator in the
 * first unit of its dimension.
 */
public enum Unit {
    CELSIUS("degC", Dimension.TEMPERATURE, "0", "1", "1"),
    FAHRENHEIT("degF", Dimension.TEMPERATURE, "-32", "5", "9"),
    KELVIN("K", Dimension.TEMPERATURE, "-273.15", "1", "1"),
    PERCENT("%", Dimension.RATIO, "0", "1", "1"),
    FRACTION("fraction", Dimension.RATIO, "0", "100", "1"),
    METRES_PER_SECOND("m/s", Dimension.SPEED, "0", "1", "1"),
    KILOMETRES_PER_HOUR("km/h", Dimension.SPEED, "0", "1000", "3600"),
    MILES_PER_HOUR("mph", Dimension.SPEED, "0", "1609.344", "3600"),
    KNOTS("kt", Dimension.SPEED, "0", "1852", "3600"),
    METRES("m", Dimension.LENGTH, "0", "1", "1"),
    MILLIMETRES("mm", Dimension.LENGTH, "0", "1", "1000"),
    CENTIMETRES("cm", Dimension.LENGTH, "0", "1", "100"),
    KILOMETRES("km", Dimension.LENGTH, "0", "1000", "1"),
    INCHES("in", Dimension.LENGTH, "0", "0.0254", "1"),
    FEET("ft", Dimension.LENGTH, "0", "0.3048", "1"),
    MILES("mi", Dimension.LENGTH, "0", "1609.344", "1"),
    MILLIMETRES_PER_HOUR("mm/h", Dimension.LENGTH_RATE, "0", "1", "3600000"),
    INCHES_PER_HOUR("in/h", Dimension.LENGTH_RATE, "0", "0.0254", "3600"),
    HECTOPASCALS("hPa", Dimension.PRESSURE, "0", "1", "1"),
    MILLIBARS("mbar", Dimension.PRESSURE, "0", "1", "1"),
    PASCALS("Pa", Dimension.PRESSURE, "0", "1", "100"),
    KILOPASCALS("kPa", Dimension.PRESSURE, "0", "10", "1"),
    /** Conventional inch of mercury at 0 degC. */
    INCHES_OF_MERCURY("inHg", Dimension.PRESSURE, "0", "33.86389", "1"),
    /** Conventional millimetre of mercury at 0 degC. */
    MILLIMETRES_OF_MERCURY("mmHg", Dimension.PRESSURE, "0", "1.333224", "1"),
    DEGREES("degrees", Dimension.DIRECTION, "0", "1", "1"),
    TENS_OF_DEGREES("10 degrees", Dimension.DIRECTION, "0", "10", "1"),
    ONE("1", Dimension.NUMBER, "0", "1", "1");

    private final String symbol;
    private final Dimension dimension;
    private final BigDecimal offset;
    private final BigDecimal numerator;
    private final BigDecimal denominator;

    Unit(String symbol, Dimension dimension, String offset, String numerator, String denominator) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.offset = new BigDecimal(offset);
        this.numerator = new BigDecimal(numerator);
        this.denominator = new BigDecimal(denominator);
    }

    /** The unit in which a quantity is sent: the one at the end of its name, if it has any. */
    public static Unit of(Quantity quantity) {
        return Arrays.stream(values())
                .filter(unit -> quantity.name().endsWith("_" + unit.name()))
                .max(Comparator.comparingInt(unit -> unit.name().length()))
                .orElse(ONE);
    }

    /** The unit with this symbol, as mapping files write it. */
    public static Optional<Unit> withSymbol(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    public static List<String> symbolsOf(Dimension dimension) {
        return Arrays.stream(values())
                .filter(unit -> unit.dimension == dimension)
                .map(Unit::symbol)
                .toList();
    }

    public String symbol() {
        return symbol;
    }

    public Dimension dimension() {
        return dimension;
    }

    BigDecimal offset() {
        return offset;
    }

    BigDecimal numerator() {
        return numerator;
    }

    BigDecimal denominator() {
        return denominator;
    }
}
