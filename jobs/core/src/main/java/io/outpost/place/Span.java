package io.outpost.place;

/** What was observed at a place in a span of time. */
public final class Span {
    private final Pane pane;

    Span(Pane pane) {
        this.pane = pane;
    }

    public int observations() {
        return pane.observations();
    }

    /**
     * The share of so many seconds that the observations cover.
     *
     * @return 0..1; NaN when the interval of any of them is not known
     */
    public double coverage(int seconds) {
        return Coverage.of(pane.coveredSeconds(), pane.unknownIntervals(), seconds);
    }

    /** Number of values of a channel; without any, there is no minimum, maximum or sum. */
    public int count(Channel channel) {
        return pane.count(channel.ordinal());
    }

    public double min(Channel channel) {
        return pane.min(channel.ordinal());
    }

    public double max(Channel channel) {
        return pane.max(channel.ordinal());
    }

    public double sum(Channel channel) {
        return pane.sum(channel.ordinal());
    }

    /** Number of precipitation values of all sensors. */
    public int rainCount() {
        return pane.rain().count();
    }

    /** Mean of the sensors' totals, mm; NaN without values. */
    public double rainTotalMillimetres() {
        return pane.rain().meanTotalMillimetres();
    }
}
