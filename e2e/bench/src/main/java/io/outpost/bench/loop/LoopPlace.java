package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import io.outpost.core.weather.HeatIndex;
import io.outpost.core.weather.WindChill;

/** All that is kept of one place. */
final class LoopPlace {
    private static final long MINUTE = 60_000;
    private static final long QUARTER = 15 * MINUTE;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final int HEAT_INDEX = 10;
    private static final int WIND_CHILL = 11;
    private static final int FELT_TEMPERATURE = 13;

    final int partition;
    long clock;
    final long key;
    private final PaneCells minute = new PaneCells();
    private final PaneCells hour = new PaneCells();
    private final PaneCells day = new PaneCells();
    private final RollingPanes minutes = new RollingPanes(64);
    private final RollingPanes.Window quarterWindow = new RollingPanes.Window(minutes, 15, 60);
    private final RollingPanes.Window hourWindow = new RollingPanes.Window(minutes, 60, 60);
    private final RollingPanes quarters = new RollingPanes(128);
    private final RollingPanes.Window dayWindow = new RollingPanes.Window(quarters, 96, 900);
    private final ConditionMachine heat = ConditionMachine.heat();
    private final ConditionMachine cold = ConditionMachine.cold();
    private final LoopModels models;
    private long minuteStart;
    long first;
    long last;
    private int quarter;

    /**
     * @param models null where the place has none
     */
    LoopPlace(long key, int partition, long clock, LoopModels models) {
        this.models = models;
        this.key = key;
        this.partition = partition;
        this.clock = clock;
        minuteStart = Math.floorDiv(clock, MINUTE) * MINUTE;
        quarter = quarters.push(Math.floorDiv(clock, QUARTER));
        first = clock;
    }

    void add(DecodedRecord o, SingleThreadLoop loop) {
        if (o.observedAt < clock || o.intervalSeconds <= 0) {
            throw new IllegalStateException(
                    "the loop is for a log in order, whose sensors declare their interval");
        }
        clock = o.observedAt;
        if (clock >= minuteStart + MINUTE) {
            rollOver(loop);
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

    private void rollOver(SingleThreadLoop loop) {
        closeMinute(loop);
        long next = Math.floorDiv(clock, MINUTE) * MINUTE;
        if (Math.floorDiv(next, QUARTER) != Math.floorDiv(minuteStart, QUARTER)) {
            closeQuarter(loop);
            quarter = quarters.push(Math.floorDiv(next, QUARTER));
        }
        if (Math.floorDiv(next, HOUR) != Math.floorDiv(minuteStart, HOUR)) {
            closeHour(loop);
        }
        if (Math.floorDiv(next, DAY) != Math.floorDiv(minuteStart, DAY)) {
            closeDay(loop);
        }
        minuteStart = next;
        first = clock;
    }

    private void closeMinute(SingleThreadLoop loop) {
        minutes.add(minutes.push(Math.floorDiv(minuteStart, MINUTE)), minute);
        quarterWindow.slide();
        hourWindow.slide();
        long hash = minute.hash(RowHash.begin(key, RowHash.MINUTE, minuteStart), 60);
        hash = quarterWindow.hash(hash);
        loop.count(minuteStart, hourWindow.hash(hash));
        evaluate(loop);
        quarters.add(quarter, minute);
        hour.merge(minute, PaneCells.HOURLY);
        minute.clear();
    }

    private void evaluate(SingleThreadLoop loop) {
        long end = minuteStart + MINUTE;
        double coverage = hourWindow.coverage();
        if (minute.has(HEAT_INDEX)) {
            heat.step(end, hourWindow.mean(0), coverage, this, loop);
        }
        if (minute.has(FELT_TEMPERATURE)) {
            cold.step(end, hourWindow.mean(4), coverage, this, loop);
        }
    }

    private void closeQuarter(SingleThreadLoop loop) {
        dayWindow.slide();
        long start = Math.floorDiv(minuteStart, QUARTER) * QUARTER;
        long hash = RowHash.begin(key, RowHash.QUARTER_HOUR, start);
        hash = RowHash.add(RowHash.addRounded(RowHash.add(hash, 0), Double.NaN), 0);
        loop.count(start, dayWindow.hash(hash));
    }

    private void closeHour(SingleThreadLoop loop) {
        long start = Math.floorDiv(minuteStart, HOUR) * HOUR;
        loop.count(start, hour.hash(RowHash.begin(key, RowHash.HOUR, start), 3600));
        if (models != null) {
            models.closeHour(start, hour, key, loop);
        }
        day.merge(hour, PaneCells.HOURLY);
        hour.clear();
    }

    private void closeDay(SingleThreadLoop loop) {
        long start = Math.floorDiv(minuteStart, DAY) * DAY;
        loop.count(start, day.hash(RowHash.begin(key, RowHash.DAY, start), 86_400));
        day.clear();
    }
}
