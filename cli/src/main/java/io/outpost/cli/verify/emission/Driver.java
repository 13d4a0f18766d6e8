package io.outpost.cli.verify.emission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One reason of a state.
 *
 * @param value a mean over the window; NaN when there is none
 */
public record Driver(String measure, double value, int windowSeconds) {
    /** From a table or an emission. */
    static List<Driver> of(JsonNode array) {
        List<Driver> drivers = new ArrayList<>();
        if (array != null) {
            for (JsonNode one : array) {
                JsonNode value = one.path("value");
                drivers.add(
                        new Driver(
                                one.path("measure").asText(),
                                value.isNumber() ? value.asDouble() : Double.NaN,
                                one.path("windowSeconds").asInt()));
            }
        }
        return drivers;
    }

    /** True when both say the same, values to 1e-9, relative or absolute. */
    public static boolean same(List<Driver> expected, List<Driver> found) {
        boolean same = expected.size() == found.size();
        for (int i = 0; same && i < expected.size(); i++) {
            Driver one = expected.get(i);
            Driver other = found.get(i);
            same =
                    one.measure.equals(other.measure)
                            && one.windowSeconds == other.windowSeconds
                            && Close.near(one.value, other.value);
        }
        return same;
    }
}
