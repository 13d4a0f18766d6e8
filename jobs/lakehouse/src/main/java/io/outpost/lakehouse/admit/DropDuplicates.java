package io.outpost.lakehouse.admit;

import io.outpost.archive.admit.RawObservation;
import io.outpost.core.place.ClockRules;
import io.outpost.flink.serializer.RecordTypeInfo;
import java.time.Duration;
import java.util.Iterator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/**
 * Passes on the first of the admitted observations of each place, sensor and second, in the order
 * of the log: what the key of the raw table in Postgres keeps, for a table that has no keys. It
 * knows the seconds of the hour horizon; the gate before it lets nothing in that is older. The
 * timestamp of an observation is when that was received which let it in.
 */
public final class DropDuplicates
        extends KeyedProcessFunction<String, RawObservation, RawObservation> {
    /**
     * By sensor and hour (since 1970); goes with the hour horizon, all of it when the place
     * shrinks.
     */
    static final MapStateDescriptor<Tuple2<String, Long>, SeenSeconds> SEEN =
            new MapStateDescriptor<>(
                    "seen",
                    Types.TUPLE(Types.STRING, Types.LONG),
                    new RecordTypeInfo<>(SeenSeconds.class, SeenSecondsSerializer.INSTANCE));

    /** The greatest time observed, and when that was received, ms; goes when the place shrinks. */
    static final ValueStateDescriptor<Tuple2<Long, Long>> CLOCK =
            new ValueStateDescriptor<>("clock", Types.TUPLE(Types.LONG, Types.LONG));

    private static final long HOUR_SECONDS = Duration.ofHours(1).toSeconds();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private transient MapState<Tuple2<String, Long>, SeenSeconds> seen;
    private transient ValueState<Tuple2<Long, Long>> clock;
    private transient Counter duplicates;

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getMapState(SEEN);
        clock = getRuntimeContext().getState(CLOCK);
        duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    }

    @Override
    public void processElement(
            RawObservation observation, Context context, Collector<RawObservation> out)
            throws Exception {
        long hour = Math.floorDiv(observation.second(), HOUR_SECONDS);
        Tuple2<String, Long> key = Tuple2.of(observation.sensorId(), hour);
        SeenSeconds known = seen.get(key);
        SeenSeconds before = known == null ? SeenSeconds.NONE : known;
        int second = (int) (observation.second() - hour * HOUR_SECONDS);
        if (before.has(second)) {
            duplicates.inc();
            return;
        }
        seen.put(key, before.with(second));
        follow(observation.observedAtMillis(), context);
        out.collect(observation);
    }

    /** When the place has shrunk, whatever is not newer than its clock is late. */
    @Override
    public void onTimer(long timeMillis, OnTimerContext context, Collector<RawObservation> out)
            throws Exception {
        Tuple2<Long, Long> now = clock.value();
        boolean isEnd =
                context.timerService().currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp();
        if (now == null || isEnd) {
            return;
        }
        long due = forgottenAtMillis(now.f1);
        if (due <= timeMillis) {
            seen.clear();
            clock.clear();
        } else {
            context.timerService().registerEventTimeTimer(due);
        }
    }

    private void follow(long observedAtMillis, Context context) throws Exception {
        Tuple2<Long, Long> now = clock.value();
        if (now != null && observedAtMillis <= now.f0) {
            return;
        }
        clock.update(Tuple2.of(observedAtMillis, context.timestamp()));
        if (now == null) {
            context.timerService().registerEventTimeTimer(forgottenAtMillis(context.timestamp()));
        } else if (ClockRules.isNewHour(now.f0, observedAtMillis)) {
            forget(observedAtMillis);
        }
    }

    private void forget(long clockMillis) throws Exception {
        Iterator<Tuple2<String, Long>> hours = seen.keys().iterator();
        while (hours.hasNext()) {
            long lastOfHour = (hours.next().f1 + 1) * HOUR_MILLIS - 1;
            if (ClockRules.isForgotten(clockMillis, lastOfHour)) {
                hours.remove();
            }
        }
    }

    private static long forgottenAtMillis(long movedAtMillis) {
        return ClockRules.shrinksAtMillis(movedAtMillis) + 1;
    }
}
