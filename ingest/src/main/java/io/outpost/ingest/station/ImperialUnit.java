package io.outpost.ingest.station;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A unit that stations report in. A value v is (v + offset) x numerator / denominator in ours. The
 * arithmetic is decimal, so the result is the double next to the exact value: 70.7 degF is 21.5
 * degC.
 */
enum ImperialUnit {
    /** To degC. */
    FAHRENHEIT("-32", "5", "9"),
    /** To m/s. */
    MILES_PER_HOUR("0", "0.44704", "1"),
    /** To mm. */
    INCHES("0", "25.4", "1"),
    /** The conventional inch of mercury, at 0 degC, to hPa. */
    INCHES_OF_MERCURY("0", "33.86388640341", "1"),
    /** What is not converted: per cent, degrees, an index. */
    AS_SENT("0", "1", "1");

    private final BigDecimal offset;
    private final BigDecimal numerator;
    private final BigDecimal denominator;

    ImperialUnit(String offset, String numerator, String denominator) {
        this.offset = new BigDecimal(offset);
        this.numerator = new BigDecimal(numerator);
        this.denominator = new BigDecimal(denominator);
    }

    double toOurs(BigDecimal value) {
        return value.add(offset)
                .multiply(numerator)
                .divide(denominator, MathContext.DECIMAL128)
                .doubleValue();
    }
}
