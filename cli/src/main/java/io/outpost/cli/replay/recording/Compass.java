package io.outpost.cli.replay.recording;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** The words that recordings have for directions. */
final class Compass {
    private static final List<String> POINTS =
            List.of(
                    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W",
                    "WNW", "NW", "NNW");
    private static final double DEGREES_APART = 360.0 / POINTS.size();

    /** The wind has none: it is variable or calm. */
    private static final Set<String> NONE = Set.of("VRB", "VAR", "VARIABLE", "CALM");

    private Compass() {}

    /** Of a point such as NNE, degrees; empty when it is none. */
    static OptionalDouble degrees(String text) {
        int point = POINTS.indexOf(text.toUpperCase(Locale.ROOT));
        return point < 0 ? OptionalDouble.empty() : OptionalDouble.of(point * DEGREES_APART);
    }

    static boolean isNone(String text) {
        return NONE.contains(text.toUpperCase(Locale.ROOT));
    }
}
