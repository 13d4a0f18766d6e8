package io.outpost.e2e.oracle.fold;

import java.util.List;

/** Counts and means over a window, of the channels that have rolling means. */
public final class Rolling {
    /** In the order of the tables. */
    public static final List<Channel> CHANNELS =
            List.of(
                    Channel.HEAT_INDEX_CELSIUS,
                    Channel.AIR_TEMPERATURE_CELSIUS,
                    Channel.RELATIVE_HUMIDITY_PERCENT,
                    Channel.WIND_CHILL_CELSIUS);

    private final long windowMillis;
    private final int[] counts = new int[CHANNELS.size()];
    private final Sum[] sums = new Sum[CHANNELS.size()];
    private long coveredSeconds;
    private int withoutInterval;

    Rolling(long windowMillis) {
        this.windowMillis = windowMillis;
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Sum();
        }
    }

    void add(Pane pane) {
        coveredSeconds += pane.coveredSeconds();
        withoutInterval += pane.withoutInterval();
        for (int i = 0; i < CHANNELS.size(); i++) {
            if (pane.count(CHANNELS.get(i)) > 0) {
                counts[i] += pane.count(CHANNELS.get(i));
                sums[i].add(pane.exactSum(CHANNELS.get(i)));
            }
        }
    }

    int windowSeconds() {
        return (int) (windowMillis / 1000);
    }

    public int count(int i) {
        return counts[i];
    }

    /** NaN without values. */
    public double mean(int i) {
        return counts[i] == 0 ? Double.NaN : sums[i].value() / counts[i];
    }

    double mean(Channel channel) {
        return mean(CHANNELS.indexOf(channel));
    }

    /** NaN when any interval is unknown. */
    public double coverage() {
        return Pane.coverage(coveredSeconds, withoutInterval, windowMillis);
    }
}
