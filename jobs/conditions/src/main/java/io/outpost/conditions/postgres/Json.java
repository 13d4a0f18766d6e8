package io.outpost.conditions.postgres;

import io.outpost.core.condition.Driver;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The two small JSON columns. All their texts are names of our own, which need no escaping. */
final class Json {
    private static final Flag[] FLAGS = Flag.values();

    private Json() {}

    static String drivers(Driver[] drivers) {
        return Arrays.stream(drivers)
                .map(
                        d ->
                                "{\"measure\":\"%s\",\"value\":%s,\"windowSeconds\":%d}"
                                        .formatted(
                                                d.measure(), number(d.value()), d.windowSeconds()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Counts by quantity and flag, those that are not 0. */
    static String flagged(long[] counts) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (int q = 0; q < counts.length / FLAGS.length; q++) {
            StringJoiner flags = new StringJoiner(",", "{", "}");
            for (int f = 0; f < FLAGS.length; f++) {
                long count = counts[q * FLAGS.length + f];
                if (count > 0) {
                    flags.add("\"" + FLAGS[f] + "\":" + count);
                }
            }
            if (flags.length() > 2) {
                json.add("\"" + Quantity.ofCode(q) + "\":" + flags);
            }
        }
        return json.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : Double.toString(value);
    }
}
