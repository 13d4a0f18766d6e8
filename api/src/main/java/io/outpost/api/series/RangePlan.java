package io.outpost.api.series;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a range together from the widest panes: days for whole UTC days, hours for whole hours,
 * minutes for the rest. A wide pane is stored when it closes, so behind the newest stored one the
 * narrower panes take over.
 */
final class RangePlan {

    /** A span to be read from one table. */
    record Segment(Tier tier, Instant from, Instant to) {}

    private RangePlan() {}

    /**
     * The segments in the order of time; newestDay and newestHour are starts of stored panes within
     * the range, or null.
     */
    static List<Segment> of(TimeRange range, Instant newestDay, Instant newestHour) {
        Instant dayFrom = Tier.DAY.ceiling(range.start());
        Instant dayTo = newestDay == null ? dayFrom : newestDay.plus(Tier.DAY.width());
        Instant hourFrom = Tier.HOUR.ceiling(range.start());
        Instant hourTo = newestHour == null ? hourFrom : newestHour.plus(Tier.HOUR.width());
        List<Segment> plan = new ArrayList<>();
        if (newestDay == null) {
            add(plan, Tier.MINUTE, range.start(), earlier(hourFrom, range.end()));
            add(plan, Tier.HOUR, hourFrom, hourTo);
            add(plan, Tier.MINUTE, hourTo, range.end());
            return plan;
        }
        Instant tailFrom = later(dayTo, hourTo);
        add(plan, Tier.MINUTE, range.start(), hourFrom);
        add(plan, Tier.HOUR, hourFrom, dayFrom);
        add(plan, Tier.DAY, dayFrom, dayTo);
        add(plan, Tier.HOUR, dayTo, tailFrom);
        add(plan, Tier.MINUTE, tailFrom, range.end());
        return plan;
    }

    private static void add(List<Segment> plan, Tier tier, Instant from, Instant to) {
        if (from.isBefore(to)) {
            plan.add(new Segment(tier, from, to));
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
