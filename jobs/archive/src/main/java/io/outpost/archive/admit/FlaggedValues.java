package io.outpost.archive.admit;

import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that were sent and are not good, with the reason. */
public final class FlaggedValues {
    private static final List<Quantity> QUANTITIES = Quantity.sent();

    /** One value as {@link #json} writes it, its column, value and reason. */
    private static final Pattern FLAGGED =
            Pattern.compile("\"(\\w+)\":\\{\"value\":([^,]+),\"reason\":\"(\\w+)\"}");

    private FlaggedValues() {}

    /** True for a value that was sent and has no flag. */
    public static boolean isGood(RawObservation observation, Quantity quantity) {
        return observation.isSent(quantity)
                && (observation.flags() == 0
                        || QualityCheck.flagOf(observation.flags(), quantity) == null);
    }

    /**
     * By column, such as {"wind_speed_metres_per_second": {"value": 468.4, "reason":
     * "OUT_OF_RANGE"}}, in UTF-8; null when there are none. All texts are names of our own, which
     * need no escaping.
     */
    public static byte[] json(RawObservation observation) {
        if (observation.flags() == 0) {
            return null;
        }
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (Quantity quantity : QUANTITIES) {
            Flag flag = QualityCheck.flagOf(observation.flags(), quantity);
            if (flag != null) {
                double value = observation.values()[quantity.code()];
                json.add(
                        "\"%s\":{\"value\":%s,\"reason\":\"%s\"}"
                                .formatted(quantity.columnName(), number(value), flag));
            }
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #json} has written; infinity, which it writes as null, comes back as NaN.
     *
     * @param json null: nothing is flagged
     * @param values one per quantity by code, which those that were flagged are added to
     * @return the flags, as of {@link QualityCheck}
     */
    public static long read(String json, double[] values) {
        long flags = 0;
        Matcher flagged = FLAGGED.matcher(json == null ? "" : json);
        while (flagged.find()) {
            Quantity quantity = Quantity.valueOf(flagged.group(1).toUpperCase(Locale.ROOT));
            flags |= QualityCheck.flags(quantity, Flag.valueOf(flagged.group(3)));
            values[quantity.code()] = value(flagged.group(2));
        }
        return flags;
    }

    private static double value(String number) {
        return number.equals("null") ? Double.NaN : Double.parseDouble(number);
    }

    private static String number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "null" : Double.toString(value);
    }
}
