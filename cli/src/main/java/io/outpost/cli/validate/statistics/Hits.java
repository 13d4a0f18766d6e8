package io.outpost.cli.validate.statistics;

/** How often what was said came true: of yes and no. */
public final class Hits {
    private int hits;
    private int falseAlarms;
    private int missed;

    /** One case more. */
    public void add(boolean said, boolean happened) {
        hits += said && happened ? 1 : 0;
        falseAlarms += said && !happened ? 1 : 0;
        missed += !said && happened ? 1 : 0;
    }

    /** Critical success index: hits per all that was said or happened; NaN of none. */
    public double criticalSuccess() {
        return (double) hits / (hits + falseAlarms + missed);
    }

    /** Share of what happened that was said; NaN of none. */
    public double detected() {
        return (double) hits / (hits + missed);
    }

    /** Share of what was said that did not happen; NaN of none. */
    public double falseAlarmShare() {
        return (double) falseAlarms / (hits + falseAlarms);
    }
}
