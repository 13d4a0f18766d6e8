package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How many digits of computed values are shown: those that are of use, or, if asked, all. */
public enum Digits {
    OF_USE,
    ALL;

    /** The name of the query parameter. */
    public static final String PARAMETER = "digits";

    private static final int DECIMALS_OF_COVERAGE = 4;

    public static Digits of(Request request) {
        return request.text(PARAMETER).map(Digits::parse).orElse(OF_USE);
    }

    /** A value whose name ends with its unit; null stays null. */
    public Double value(String name, Double value) {
        return rounded(value, Unit.ofName(name).decimals());
    }

    Double coverage(Double coverage) {
        return rounded(coverage, DECIMALS_OF_COVERAGE);
    }

    /** Half away from zero, by the decimals that are written: 0.125 is 0.13. */
    private Double rounded(Double value, int decimals) {
        if (this == ALL || value == null || !Double.isFinite(value)) {
            return value;
        }
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    }

    private static Digits parse(String text) {
        if (!text.equals("all")) {
            throw ProblemException.invalid(
                    PARAMETER, "unknown", "must be all; without it, values are rounded");
        }
        return ALL;
    }
}
