package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Temperature and precipitation of a place's last 24 hours, and what stands in for those that are
 * missing. Hours are added one after the other, missing ones too; 8 days of them make one that
 * knows all it can know.
 */
public final class RecentHours {
    private static final int HOURS = 24;
    private static final int MOST_DAYS_BACK = 7;

    private final double[] celsius = new double[HOURS];
    private final HourWindow millimetres = new HourWindow(HOURS);
    private final byte[] daysBack = new byte[HOURS];
    private long epochHour = Long.MIN_VALUE;
    private boolean precipitationMissing;

    public RecentHours() {
        Arrays.fill(celsius, Double.NaN);
    }

    /**
     * Adds the hour after the one that was added last. A missing temperature is that of the same
     * hour of the day before, up to 7 days back; missing precipitation is 0.
     *
     * @param airTemperatureCelsius NaN: missing
     * @param precipitationMillimetres NaN: missing
     */
    public void add(long hour, double airTemperatureCelsius, double precipitationMillimetres) {
        if (epochHour != Long.MIN_VALUE && hour != epochHour + 1) {
            throw new IllegalArgumentException(
                    "after hour %s comes the next, not %s".formatted(epochHour, hour));
        }
        epochHour = hour;
        int slot = slot(hour);
        if (!Double.isNaN(airTemperatureCelsius)) {
            celsius[slot] = airTemperatureCelsius;
            daysBack[slot] = 0;
        } else if (daysBack[slot] < MOST_DAYS_BACK) {
            daysBack[slot]++;
        } else {
            celsius[slot] = Double.NaN;
        }
        precipitationMissing = Double.isNaN(precipitationMillimetres);
        millimetres.put(hour, precipitationMissing ? 0 : precipitationMillimetres);
    }

    /** The temperature that was taken for the hour 24 h before one that comes next; NaN: none. */
    double celsiusOfDayBefore(long hour) {
        return celsius[slot(hour)];
    }

    /** The highest of the temperatures that were taken; NaN: none was. */
    double highestCelsius() {
        double highest = Double.NEGATIVE_INFINITY;
        for (double one : celsius) {
            highest = one > highest ? one : highest;
        }
        return highest == Double.NEGATIVE_INFINITY ? Double.NaN : highest;
    }

    /** False: the models stop at this hour, and what follows from them is unknown. */
    public boolean hasTemperature() {
        return epochHour != Long.MIN_VALUE && !Double.isNaN(celsius[slot(epochHour)]);
    }

    /** How many days old the temperature is that stands in for that of this hour; 0: its own. */
    public int temperatureDaysBack() {
        return daysBack[slot(epochHour)];
    }

    /** True when no precipitation is known of this hour, and 0 stands in for it. */
    public boolean isPrecipitationMissing() {
        return precipitationMissing;
    }

    /**
     * The hour that was added last; only while {@link #hasTemperature}.
     *
     * @param relativeHumidityPercent NaN: not known; and so the next two
     */
    public HourWeather weather(
            double relativeHumidityPercent,
            double windSpeedMetresPerSecond,
            double pressureHectopascals) {
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        int last = slot(epochHour);
        for (int i = 1; i <= HOURS; i++) {
            int slot = last + i < HOURS ? last + i : last + i - HOURS;
            highest = celsius[slot] > highest ? celsius[slot] : highest;
            lowest = celsius[slot] < lowest ? celsius[slot] : lowest;
        }
        return new HourWeather(
                epochHour,
                celsius[last],
                millimetres.of(epochHour),
                relativeHumidityPercent,
                windSpeedMetresPerSecond,
                pressureHectopascals,
                highest,
                lowest,
                millimetres.sum(epochHour, HOURS));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(epochHour);
        out.writeBoolean(precipitationMissing);
        for (double one : celsius) {
            out.writeDouble(one);
        }
        out.write(daysBack);
        millimetres.write(out);
    }

    static RecentHours read(DataInput in) throws IOException {
        RecentHours read = new RecentHours();
        read.epochHour = in.readLong();
        read.precipitationMissing = in.readBoolean();
        for (int i = 0; i < HOURS; i++) {
            read.celsius[i] = in.readDouble();
        }
        in.readFully(read.daysBack);
        read.millimetres.read(in);
        return read;
    }

    private static int slot(long hour) {
        return (int) Math.floorMod(hour, (long) HOURS);
    }
}
