package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares content as text: decimals within 1e-9 relative, all else exactly. */
final class SameContent {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
    private static final double TOLERANCE = 1e-9;

    private SameContent() {}

    static void require(Map<String, String> expected, Map<String, String> actual) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        List<String> differences =
                keys.stream()
                        .filter(key -> !isSame(expected.get(key), actual.get(key)))
                        .map(key -> key + ":\n  " + expected.get(key) + "\n  " + actual.get(key))
                        .limit(5)
                        .toList();
        assertEquals("", String.join("\n", differences));
    }

    private static boolean isSame(String expected, String actual) {
        if (expected == null || actual == null) {
            return false;
        }
        List<MatchResult> wanted = DECIMAL.matcher(expected).results().toList();
        List<MatchResult> found = DECIMAL.matcher(actual).results().toList();
        boolean same = split(expected).equals(split(actual)) && wanted.size() == found.size();
        for (int i = 0; same && i < wanted.size(); i++) {
            same = isNear(wanted.get(i).group(), found.get(i).group());
        }
        return same;
    }

    private static boolean isNear(String expected, String actual) {
        double wanted = Double.parseDouble(expected);
        double found = Double.parseDouble(actual);
        return Math.abs(wanted - found) <= TOLERANCE * Math.max(1, Math.abs(wanted));
    }

    private static List<String> split(String text) {
        return List.of(DECIMAL.split(text, -1));
    }
}
