package io.outpost.e2e.upgrade;

import io.outpost.e2e.upgrade.UpgradeVersion.Way;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an upgrade went.
 *
 * @param end the driver's last step
 * @param seconds all of it
 * @param output of the driver
 */
record UpgradeResult(UpgradeDrill drill, String end, double seconds, String output) {
    private static final Pattern COMPARED = Pattern.compile("([\\d,]+) emissions are the same");
    private static final Pattern GAP = Pattern.compile("nothing was written for ([\\d.]+) s");
    private static final Pattern BACK =
            Pattern.compile("the old version runs again after ([\\d.]+) s");
    private static final Pattern WHY = Pattern.compile("Breach: (.*)");
    private static final int WHY_CHARS = 100;

    /** True when it ended as it must, for the reason that it must. */
    boolean passed() {
        Way way = drill.way();
        return way.end().name().equals(end) && (way.why() == null || last(WHY).contains(way.why()));
    }

    /** What the driver has said of a version that it did not take; empty: nothing. */
    String why() {
        String why = last(WHY).replace('|', '/');
        return why.length() > WHY_CHARS ? why.substring(0, WHY_CHARS) + " ..." : why;
    }

    DrillRow row() {
        String way = drill.way().shadow() ? "shadow" : "switch";
        return new DrillRow(
                drill.name(), way, end, seconds, last(COMPARED), last(GAP), last(BACK), why());
    }

    private String last(Pattern pattern) {
        String found = "";
        for (Matcher matcher = pattern.matcher(output); matcher.find(); ) {
            found = matcher.group(1);
        }
        return found;
    }
}
