package io.outpost.core.unit;

import io.outpost.core.weather.Quantity;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The one list of units: what values are kept in, what senders send and what readers may ask for. A
 * value v in a unit is (v + offset) x numerator / denominator in the first unit of its dimension.
 * Those that values are kept in stand at the end of the names of values, and have a number of
 * decimals that are of use: a digit or so beyond what instruments tell apart.
 */
public enum Unit {
    CELSIUS("degC", "Cel", Dimension.TEMPERATURE, "0", "1", "1", 2),
    FAHRENHEIT("degF", "[degF]", Dimension.TEMPERATURE, "-32", "5", "9"),
    KELVIN("K", "K", Dimension.TEMPERATURE, "-273.15", "1", "1"),
    /** Sums over days of how far a temperature is from another: no offset. */
    DEGREE_DAYS("degC d", "Cel.d", Dimension.TEMPERATURE_TIME, "0", "1", "1", 1),
    FAHRENHEIT_DEGREE_DAYS("degF d", "[degF].d", Dimension.TEMPERATURE_TIME, "0", "5", "9"),
    KELVIN_DAYS("K d", "K.d", Dimension.TEMPERATURE_TIME, "0", "1", "1"),
    PERCENT("%", "%", Dimension.RATIO, "0", "1", "1", 1),
    FRACTION("fraction", "1", Dimension.RATIO, "0", "100", "1"),
    METRES_PER_SECOND("m/s", "m/s", Dimension.SPEED, "0", "1", "1", 2),
    KILOMETRES_PER_HOUR("km/h", "km/h", Dimension.SPEED, "0", "1000", "3600"),
    MILES_PER_HOUR("mph", "[mi_i]/h", Dimension.SPEED, "0", "1609.344", "3600"),
    KNOTS("kt", "[kn_i]", Dimension.SPEED, "0", "1852", "3600"),
    METRES("m", "m", Dimension.LENGTH, "0", "1", "1", 3),
    MILLIMETRES("mm", "mm", Dimension.LENGTH, "0", "1", "1000", 2),
    CENTIMETRES("cm", "cm", Dimension.LENGTH, "0", "1", "100", 1),
    KILOMETRES("km", "km", Dimension.LENGTH, "0", "1000", "1"),
    INCHES("in", "[in_i]", Dimension.LENGTH, "0", "0.0254", "1"),
    FEET("ft", "[ft_i]", Dimension.LENGTH, "0", "0.3048", "1"),
    MILES("mi", "[mi_i]", Dimension.LENGTH, "0", "1609.344", "1"),
    MILLIMETRES_PER_HOUR("mm/h", "mm/h", Dimension.LENGTH_RATE, "0", "1", "3600000", 4),
    MILLIMETRES_PER_DAY("mm/d", "mm/d", Dimension.LENGTH_RATE, "0", "1", "86400000", 2),
    INCHES_PER_HOUR("in/h", "[in_i]/h", Dimension.LENGTH_RATE, "0", "0.0254", "3600"),
    INCHES_PER_DAY("in/d", "[in_i]/d", Dimension.LENGTH_RATE, "0", "0.0254", "86400"),
    HECTOPASCALS("hPa", "hPa", Dimension.PRESSURE, "0", "1", "1", 2),
    MILLIBARS("mbar", "mbar", Dimension.PRESSURE, "0", "1", "1"),
    PASCALS("Pa", "Pa", Dimension.PRESSURE, "0", "1", "100"),
    KILOPASCALS("kPa", "kPa", Dimension.PRESSURE, "0", "10", "1"),
    /** Conventional, at 0 degC: 13595.1 kg/m3 x 9.80665 m/s2 x 25.4 mm. */
    INCHES_OF_MERCURY("inHg", "[in_i'Hg]", Dimension.PRESSURE, "0", "33.86388640341", "1"),
    /** Conventional millimetre of mercury at 0 degC. */
    MILLIMETRES_OF_MERCURY("mmHg", "mm[Hg]", Dimension.PRESSURE, "0", "1.333224", "1"),
    KILOGRAMS_PER_CUBIC_METRE("kg/m3", "kg/m3", Dimension.DENSITY, "0", "1", "1", 1),
    POUNDS_PER_CUBIC_FOOT(
            "lb/ft3", "[lb_av]/[cft_i]", Dimension.DENSITY, "0", "0.45359237", "0.028316846592"),
    DEGREES("degrees", "deg", Dimension.DIRECTION, "0", "1", "1", 0),
    TENS_OF_DEGREES("10 degrees", "10.deg", Dimension.DIRECTION, "0", "10", "1"),
    SECONDS("s", "s", Dimension.TIME, "0", "1", "1", 1),
    HOURS("h", "h", Dimension.TIME, "0", "3600", "1", 0),
    /** The sum of cubes of speeds; the one name that does not say its unit. */
    DRIFT("m3/s3", "m3/s3", Dimension.DRIFT, "0", "1", "1", 0),
    /** Of a name that ends with no unit, such as an index. */
    ONE("1", "1", Dimension.NUMBER, "0", "1", "1", 2);

    /** What follows the unit, or what is measured, in the name of a sum over hours. */
    private static final Pattern WINDOW = Pattern.compile("_\\d+h$");

    /** Of the names that were asked for; they are those of columns and of reasons, and few. */
    private static final Map<String, Unit> BY_NAME = new ConcurrentHashMap<>();

    private static final int NO_DECIMALS = -1;

    private final String symbol;
    private final String ucum;
    private final Dimension dimension;
    private final BigDecimal offset;
    private final BigDecimal numerator;
    private final BigDecimal denominator;
    private final int decimals;

    Unit(
            String symbol,
            String ucum,
            Dimension dimension,
            String offset,
            String numerator,
            String denominator) {
        this(symbol, ucum, dimension, offset, numerator, denominator, NO_DECIMALS);
    }

    /** One that values are kept in. */
    Unit(
            String symbol,
            String ucum,
            Dimension dimension,
            String offset,
            String numerator,
            String denominator,
            int decimals) {
        this.symbol = symbol;
        this.ucum = ucum;
        this.dimension = dimension;
        this.offset = new BigDecimal(offset);
        this.numerator = new BigDecimal(numerator);
        this.denominator = new BigDecimal(denominator);
        this.decimals = decimals;
    }

    /** The unit in which a quantity is kept and sent. */
    public static Unit of(Quantity quantity) {
        return ofName(quantity.columnName());
    }

    /** Of a value with a name such as air_temperature_celsius; ONE where it ends with none. */
    public static Unit ofName(String name) {
        return BY_NAME.computeIfAbsent(name, Unit::find);
    }

    private static Unit find(String name) {
        String measured = "_" + WINDOW.matcher(name).replaceFirst("");
        return Arrays.stream(values())
                .filter(Unit::isKept)
                .filter(unit -> measured.endsWith("_" + unit.ending()))
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

    /** Its code in the Unified Code for Units of Measure. */
    public String ucum() {
        return ucum;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** True for one that values are kept in. */
    public boolean isKept() {
        return decimals != NO_DECIMALS;
    }

    /** How many decimals are of use; empty: no values are kept in it. */
    public OptionalInt decimals() {
        return isKept() ? OptionalInt.of(decimals) : OptionalInt.empty();
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

    private String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
