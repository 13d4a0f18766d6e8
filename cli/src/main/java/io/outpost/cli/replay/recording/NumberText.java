package io.outpost.cli.replay.recording;

import java.math.BigDecimal;

/** Decimal numbers as recordings write them. */
final class NumberText {
    private static final int LONGEST = 64;
    private static final int LARGEST_EXPONENT = 400;

    private NumberText() {}

    /**
     * The number of a text, exactly.
     *
     * @throws NumberFormatException for anything else, also for numbers that no double can hold
     */
    static BigDecimal parse(String text) {
        if (text.length() > LONGEST) {
            throw new NumberFormatException("too long");
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs(number.scale()) > LARGEST_EXPONENT) {
            throw new NumberFormatException("exponent too large");
        }
        return number;
    }

    static boolean isNan(String text) {
        return text.equalsIgnoreCase("nan");
    }
}
