package io.outpost.core.place;

import io.outpost.core.weather.Quantity;

/** What was observed at a place in a span of time. */
public final class Span {
    private final Pane pane;
    private final Rain rain;

    Span(Pane pane, Rain rain) {
        this.pane = pane;
        this.rain = rain;
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

    /**
     * Number of values of a quantity of a kind that is aggregated; without any, there is no
     * minimum, maximum or sum.
     */
    public int count(Quantity quantity) {
        return pane.count(quantity.code());
    }

    public double min(Quantity quantity) {
        return pane.min(quantity.code());
    }

    public double max(Quantity quantity) {
        return pane.max(quantity.code());
    }

    public double sum(Quantity quantity) {
        return pane.sum(quantity.code());
    }

    /** Number of precipitation values of all sensors. */
    public int rainCount() {
        return rain.count();
    }

    /**
     * The sum over the UTC hours, or the parts of them that are in the span, of the mean of the
     * sensors' totals, mm; NaN without values.
     */
    public double rainTotalMillimetres() {
        return rain.totalMillimetres();
    }
}
