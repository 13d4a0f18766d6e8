package io.outpost.cli.replay.recording;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as recordings write them. */
final class NumberText {
    private static final int LONGEST = 64;
    private static final int LARGEST_EXPONENT = 400;

    /** Minus signs of typesetters: U+2212, U+2013 and two of East Asia. */
    private static final Pattern MINUS = Pattern.compile("^[\u2212\u2013\uFE63\uFF0D]");

    private NumberText() {}

    /**
     * The number of a text, exactly.
     *
     * @param decimal point or comma, before the fraction
     * @throws NumberFormatException for anything else, also for numbers that no double can hold
     */
    static BigDecimal parse(String text, char decimal) {
        if (text.length() > LONGEST || text.indexOf(otherMark(decimal)) >= 0) {
            throw new NumberFormatException("too long, or with the other decimal mark");
        }
        String usual = decimal == '.' ? text : text.replace(decimal, '.');
        if (!usual.isEmpty() && usual.charAt(0) > '\u007F') {
            usual = MINUS.matcher(usual).replaceFirst("-");
        }
        BigDecimal number = new BigDecimal(usual);
        if (Math.abs(number.scale()) > LARGEST_EXPONENT) {
            throw new NumberFormatException("exponent too large");
        }
        return number;
    }

    /** True for what would be a number if the decimal mark were the other one. */
    static boolean hasOtherMark(String text, char decimal) {
        char other = otherMark(decimal);
        try {
            return text.indexOf(other) >= 0 && parse(text, other) != null;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    static boolean isNan(String text) {
        return text.equalsIgnoreCase("nan");
    }

    private static char otherMark(char decimal) {
        return decimal == '.' ? ',' : '.';
    }
}
