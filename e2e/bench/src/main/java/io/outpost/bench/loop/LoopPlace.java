package io.outpost.bench.loop;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.digest.RowHash;
import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.WindChill;
import io.outpost.decode.IdHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/** All that is kept of one place. */
final class LoopPlace {
    private static final long MINUTE = 60_000;
    private static final long QUARTER = 15 * MINUTE;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int HEAT_INDEX = 10;
    private static final int WIND_CHILL = 11;
    private static final int FELT_TEMPERATURE = 13;

    /** Panes there is room for: a power of two above the longest window. */
    static final int MINUTE_PANES = 64;

    static final int QUARTER_PANES = 128;

    int partition;
    long clock;
    long key;
    private final PaneCells minute = new PaneCells();
    private final PaneCells hour = new PaneCells();
    private final PaneCells day = new PaneCells();
    private final RollingPanes minutes;
    private final RollingPanes.Window quarterWindow;
    private final RollingPanes.Window hourWindow;
    private final RollingPanes quarters;
    private final RollingPanes.Window dayWindow;
    private final ConditionMachine heat = ConditionMachine.heat();
    private final ConditionMachine cold = ConditionMachine.cold();
    private final LoopModels models;
    private long minuteStart;
    long first;
    long last;

    /**
     * @param models null where the place has none
     */
    LoopPlace(RollingPanes minutes, RollingPanes quarters, LoopModels models) {
        this.minutes = minutes;
        this.quarters = quarters;
        this.models = models;
        quarterWindow = new RollingPanes.Window(minutes, 15, 60);
        hourWindow = new RollingPanes.Window(minutes, 60, 60);
        dayWindow = new RollingPanes.Window(quarters, 96, 900);
    }

    /** Of the place of its first record. */
    void begin(DecodedRecord o) {
        byte[] id = Arrays.copyOfRange(o.bytes, o.placeFrom, o.placeFrom + o.placeLength);
        key = IdHash.of(new String(id, StandardCharsets.UTF_8));
        partition = Utils.toPositive(Utils.murmur2(id)) % Backlog.PARTITIONS;
        clock = o.observedAt;
        minuteStart = Math.floorDiv(clock, MINUTE) * MINUTE;
        quarters.push(Math.floorDiv(clock, QUARTER));
        first = clock;
    }

    /** True when it is of a later minute than the open one. */
    boolean closesMinute(DecodedRecord o) {
        return o.observedAt >= minuteStart + MINUTE;
    }

    /** False when it is of an earlier minute than the open one. */
    boolean isOpenAt(DecodedRecord o) {
        return o.observedAt >= minuteStart;
    }

    void add(DecodedRecord o, CountedRows rows) {
        if (o.observedAt < clock || o.intervalSeconds <= 0) {
            throw new IllegalStateException(
                    "the loop is for a log in order, whose sensors declare their interval");
        }
        clock = o.observedAt;
        if (closesMinute(o)) {
            rollOver(rows);
        }
        last = clock;
        minute.observations++;
        minute.coveredSeconds += o.intervalSeconds;
        double[] values = o.values;
        for (int left = o.present & 0x3FF; left != 0; left &= left - 1) {
            int i = Integer.numberOfTrailingZeros(left);
            minute.add(i, values[i] + 0.0);
        }
        if (models != null) {
            models.addRain(o);
        }
        double heatIndex = HeatIndex.celsius(values[0], values[2]);
        if (!Double.isNaN(heatIndex)) {
            minute.add(HEAT_INDEX, heatIndex + 0.0);
        }
        double windChill = WindChill.celsius(values[0], values[3]);
        if (!Double.isNaN(windChill)) {
            minute.add(WIND_CHILL, windChill + 0.0);
        }
        double felt = Double.isNaN(windChill) ? values[0] : windChill;
        if (!Double.isNaN(felt)) {
            minute.add(FELT_TEMPERATURE, felt + 0.0);
        }
    }

    private void rollOver(CountedRows rows) {
        closeMinute(rows);
        long next = Math.floorDiv(clock, MINUTE) * MINUTE;
        if (Math.floorDiv(next, QUARTER) != Math.floorDiv(minuteStart, QUARTER)) {
            closeQuarter(rows);
            quarters.push(Math.floorDiv(next, QUARTER));
        }
        if (Math.floorDiv(next, HOUR) != Math.floorDiv(minuteStart, HOUR)) {
            closeHour(rows);
        }
        if (Math.floorDiv(next, DAY) != Math.floorDiv(minuteStart, DAY)) {
            closeDay(rows);
        }
        minuteStart = next;
        first = clock;
    }

    private void closeMinute(CountedRows rows) {
        minutes.push(Math.floorDiv(minuteStart, MINUTE));
        minutes.add(minute);
        quarterWindow.slide();
        hourWindow.slide();
        long hash = minute.hash(RowHash.begin(key, RowHash.MINUTE, minuteStart), 60);
        hash = quarterWindow.hash(hash);
        rows.count(minuteStart, hourWindow.hash(hash));
        evaluate(rows);
        quarters.add(minute);
        hour.merge(minute, PaneCells.HOURLY);
        minute.clear();
    }

    private void evaluate(CountedRows rows) {
        long end = minuteStart + MINUTE;
        double coverage = hourWindow.coverage();
        if (minute.has(HEAT_INDEX)) {
            heat.step(end, hourWindow.mean(0), coverage, this, rows);
        }
        if (minute.has(FELT_TEMPERATURE)) {
            cold.step(end, hourWindow.mean(4), coverage, this, rows);
        }
    }

    private void closeQuarter(CountedRows rows) {
        dayWindow.slide();
        long start = Math.floorDiv(minuteStart, QUARTER) * QUARTER;
        long hash = RowHash.begin(key, RowHash.QUARTER_HOUR, start);
        hash = RowHash.add(RowHash.addRounded(RowHash.add(hash, 0), Double.NaN), 0);
        rows.count(start, dayWindow.hash(hash));
    }

    private void closeHour(CountedRows rows) {
        long start = Math.floorDiv(minuteStart, HOUR) * HOUR;
        rows.count(start, hour.hash(RowHash.begin(key, RowHash.HOUR, start), 3600));
        if (models != null) {
            models.closeHour(start, hour, key, rows);
        }
        day.merge(hour, PaneCells.HOURLY);
        hour.clear();
    }

    private void closeDay(CountedRows rows) {
        long start = Math.floorDiv(minuteStart, DAY) * DAY;
        rows.count(start, day.hash(RowHash.begin(key, RowHash.DAY, start), 86_400));
        day.clear();
    }

    /** What every record changes: the clock and the open minute. */
    void writeMinute(ByteBuffer out) {
        out.putLong(key).putInt(partition).putLong(clock).putLong(first);
        minute.write(out);
    }

    void readMinute(ByteBuffer in) {
        key = in.getLong();
        partition = in.getInt();
        clock = in.getLong();
        first = in.getLong();
        minute.read(in);
        minuteStart = Math.floorDiv(clock, MINUTE) * MINUTE;
        last = clock;
    }

    /** What changes when a minute closes. Models are not written. */
    void writePast(ByteBuffer out) {
        hour.write(out);
        day.write(out);
        minutes.write(out);
        quarterWindow.write(out);
        hourWindow.write(out);
        quarters.write(out);
        dayWindow.write(out);
        heat.write(out);
        cold.write(out);
    }

    void readPast(ByteBuffer in) {
        hour.read(in);
        day.read(in);
        minutes.read(in);
        quarterWindow.read(in);
        hourWindow.read(in);
        quarters.read(in);
        dayWindow.read(in);
        heat.read(in);
        cold.read(in);
    }
}
