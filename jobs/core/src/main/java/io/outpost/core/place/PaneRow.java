package io.outpost.core.place;

import java.util.List;

/**
 * A closed pane, as a row. Values only of the quantities that it has, in the order of their codes.
 *
 * @param startMillis start of the pane, which labels it
 * @param coverage 0..1; NaN: not known
 * @param quantities bit i set: it has the quantity with code i
 * @param rainCount number of precipitation values
 * @param rainTotalMillimetres mean of the sensors' totals, of a day the sum of its hours'; NaN: no
 *     value
 * @param rolling rolling means at the end of the pane, shortest window first; empty for hours and
 *     days
 * @param revision number of the place's event that emits it
 * @param asOfMillis time of that event
 */
public record PaneRow(
        String placeId,
        PaneWidth width,
        long startMillis,
        int observations,
        double coverage,
        int quantities,
        int[] counts,
        double[] mins,
        double[] maxs,
        double[] sums,
        int rainCount,
        double rainTotalMillimetres,
        RollingMeans[] rolling,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.pane(this);
    }

    /** The row of a pane with values. */
    static PaneRow of(
            Place place,
            PaneWidth width,
            long startMillis,
            Pane pane,
            Rain rain,
            List<RollingMeans> rolling) {
        int[] counts = new int[Integer.bitCount(pane.quantities())];
        double[] mins = new double[counts.length];
        double[] maxs = new double[counts.length];
        double[] sums = new double[counts.length];
        int i = 0;
        for (int left = pane.quantities(); left != 0; left &= left - 1) {
            int code = Integer.numberOfTrailingZeros(left);
            counts[i] = pane.count(code);
            mins[i] = pane.min(code);
            maxs[i] = pane.max(code);
            sums[i] = pane.sum(code);
            i++;
        }
        return new PaneRow(
                place.placeId,
                width,
                startMillis,
                pane.observations(),
                Coverage.of(
                        pane.coveredSeconds(),
                        pane.unknownIntervals(),
                        (int) (width.millis() / 1000)),
                pane.quantities(),
                counts,
                mins,
                maxs,
                sums,
                rain.count(),
                rain.totalMillimetres(),
                rolling.toArray(RollingMeans[]::new),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }

    /** The row of a quarter hour, which has only a rolling mean. */
    static PaneRow ofRolling(Place place, long startMillis, RollingMeans rolling) {
        return new PaneRow(
                place.placeId,
                PaneWidth.QUARTER_HOUR,
                startMillis,
                0,
                Double.NaN,
                0,
                new int[0],
                new double[0],
                new double[0],
                new double[0],
                0,
                Double.NaN,
                new RollingMeans[] {rolling},
                place.clock.revision(),
                place.clock.lastEventMillis());
    }
}
