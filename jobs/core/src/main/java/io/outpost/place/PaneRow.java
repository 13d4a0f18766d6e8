package io.outpost.place;

import java.util.List;

/**
 * A closed pane, as a row. Values only of the channels that it has, in the order of {@link
 * Channel}.
 *
 * @param startMillis start of the pane, which labels it
 * @param coverage 0..1; NaN: not known
 * @param channels bit i set: it has channel i
 * @param rainCount number of precipitation values
 * @param rainTotalMillimetres mean of the sensors' totals; NaN: no value
 * @param rolling rolling means at the end of the pane, shortest window first; empty for hours and
 *     days
 * @param revision number of the place's event that emits it
 * @param asOfMillis time of that event
 */
public record PaneRow(
        String placeId,
        Tier tier,
        long startMillis,
        int observations,
        double coverage,
        int channels,
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
            Place place, Tier tier, long startMillis, Pane pane, List<RollingMeans> rolling) {
        int[] counts = new int[Integer.bitCount(pane.channels())];
        double[] mins = new double[counts.length];
        double[] maxs = new double[counts.length];
        double[] sums = new double[counts.length];
        int i = 0;
        for (int left = pane.channels(); left != 0; left &= left - 1) {
            int channel = Integer.numberOfTrailingZeros(left);
            counts[i] = pane.count(channel);
            mins[i] = pane.min(channel);
            maxs[i] = pane.max(channel);
            sums[i] = pane.sum(channel);
            i++;
        }
        return new PaneRow(
                place.placeId,
                tier,
                startMillis,
                pane.observations(),
                Coverage.of(
                        pane.coveredSeconds(),
                        pane.unknownIntervals(),
                        (int) (tier.millis() / 1000)),
                pane.channels(),
                counts,
                mins,
                maxs,
                sums,
                pane.rain().count(),
                pane.rain().meanTotalMillimetres(),
                rolling.toArray(RollingMeans[]::new),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }

    /** The row of a quarter hour, which has only a rolling mean. */
    static PaneRow ofRolling(Place place, long startMillis, RollingMeans rolling) {
        return new PaneRow(
                place.placeId,
                Tier.QUARTER_HOUR,
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
