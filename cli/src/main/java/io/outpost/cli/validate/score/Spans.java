package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.SnotelYear;
import java.util.List;

/** Years in words. */
final class Spans {
    private Spans() {}

    /** Such as "water years 2006-2015". */
    static String of(List<SnotelYear> years) {
        String first = years.get(0).name();
        String last = years.get(years.size() - 1).name();
        return first.equals(last)
                ? "water year " + first
                : "water years %s-%s".formatted(first, last);
    }
}
