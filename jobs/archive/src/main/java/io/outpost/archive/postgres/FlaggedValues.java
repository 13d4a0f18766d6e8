package io.outpost.archive.postgres;

import io.outpost.archive.admit.RawObservation;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.QualityCheck;
import io.outpost.core.weather.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** The values that were sent and are not good, with the reason. */
final class FlaggedValues {
    private static final List<Quantity> QUANTITIES = Quantity.sent();

    private FlaggedValues() {}

    static boolean isGood(RawObservation observation, Quantity quantity) {
        return observation.isSent(quantity)
                && (observation.flags() == 0
                        || QualityCheck.flagOf(observation.flags(), quantity) == null);
    }

    /**
     * By column, such as {"wind_speed_metres_per_second": {"value": 468.4, "reason":
     * "OUT_OF_RANGE"}}, in UTF-8; null when there are none. All texts are names of our own, which
     * need no escaping.
     */
    static byte[] json(RawObservation observation) {
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

    private static String number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "null" : Double.toString(value);
    }
}
