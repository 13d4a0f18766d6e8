package io.outpost.api.web;

import java.util.regex.Pattern;

/** Reads plain decimal numbers within bounds: no NaN, no infinity, no hexadecimal. */
public final class Decimals {

    private static final Pattern FORM = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");

    private Decimals() {}

    public static double parse(String parameter, String value, double min, double max) {
        if (!FORM.matcher(value).matches()) {
            throw ProblemException.invalid(parameter, "not-a-number", "must be a decimal number");
        }
        double number = Double.parseDouble(value);
        if (number < min || number > max) {
            throw ProblemException.invalid(
                    parameter, "out-of-range", "must lie from " + min + " to " + max);
        }
        return number;
    }
}
