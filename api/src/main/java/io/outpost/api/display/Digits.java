package io.outpost.api.display;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How many digits of computed values are shown: those that are of use, or, if asked, all. */
enum Digits {
    OF_USE,
    ALL;

    /** The name of the query parameter. */
    static final String PARAMETER = "digits";

    /** What is converted has no more: a value that was sent in the unit comes back as it was. */
    private static final MathContext OF_A_DOUBLE = new MathContext(15);

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** A product below this is wrong by less than {@link #NEAR_HALF}. */
    private static final double SURELY_SCALED = 1e9;

    private static final double NEAR_HALF = 1e-6;

    static Digits of(Request request) {
        return request.text(PARAMETER).map(Digits::parse).orElse(OF_USE);
    }

    /** Half away from zero, by the decimals that are written: 0.125 is 0.13. */
    double rounded(double value, int decimals) {
        if (this == ALL) {
            return value;
        }
        double scale = POWERS_OF_TEN[decimals];
        double scaled = value * scale;
        double below = Math.floor(scaled);
        // Decimals are written, at 20 times the cost, only where they may decide.
        return Math.abs(scaled) < SURELY_SCALED && Math.abs(scaled - below - 0.5) > NEAR_HALF
                ? Math.floor(scaled + 0.5) / scale
                : round(BigDecimal.valueOf(value), decimals);
    }

    /** The same of a value that was converted. */
    double rounded(BigDecimal converted, int decimals) {
        return this == ALL
                ? converted.round(OF_A_DOUBLE).doubleValue()
                : round(converted, decimals);
    }

    private static double round(BigDecimal value, int decimals) {
        return value.setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    }

    private static Digits parse(String text) {
        if (!text.equals("all")) {
            throw ProblemException.invalid(
                    PARAMETER, "unknown", "must be all; without it, values are rounded");
        }
        return ALL;
    }
}
