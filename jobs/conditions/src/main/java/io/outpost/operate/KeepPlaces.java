package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.place.Conditions;
import io.outpost.place.PlaceKeeper;
import io.outpost.place.PlaceRejection;
import io.outpost.place.PlaceState;
import io.outpost.schemas.wire.Topic;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one keyed operator: stores, times and routes for {@link PlaceKeeper}, which does the work. A
 * place that reports live is woken when event time elsewhere has passed its open panes, or its
 * allowed silence; any place is woken once it has had no record for a while, to write out what
 * waits.
 */
public final class KeepPlaces extends KeyedProcessFunction<Long, Inbound, DerivedRow> {
    private static final Logger LOG = LoggerFactory.getLogger(KeepPlaces.class);

    /** Event time that others must be ahead of an open pane's end. */
    private static final long SELDOM_MILLIS = Duration.ofSeconds(60).toMillis();

    private final SerializableSupplier<Conditions> conditions;
    private final long quietMillis;

    private transient Consumer<Long> currentKey;
    private transient PlaceStates states;
    private transient RouteOutputs outputs;
    private transient PlaceKeeper keeper;
    private transient Quiet quiet;
    private transient Counter collisions;

    /**
     * @param quietAfter time without a record after which a place writes out what waits
     */
    public KeepPlaces(SerializableSupplier<Conditions> conditions, Duration quietAfter) {
        this.conditions = conditions;
        this.quietMillis = quietAfter.toMillis();
    }

    /** Hands in, before it is opened, what makes a key the current one of the state. */
    void useKeys(Consumer<Long> newCurrentKey) {
        currentKey = newCurrentKey;
    }

    /** Writes what has changed into the state. Afterwards the current key is any. */
    void putBack() throws Exception {
        states.putBack();
    }

    /** Tells the counts that wait: the input has ended, and no time will pass any more. */
    void tellAll(Iterable<Long> placeKeys, Collector<DerivedRow> out) throws Exception {
        outputs.to(out);
        for (Long placeKey : placeKeys) {
            currentKey.accept(placeKey);
            keeper.tell(states.take(placeKey, "").place);
        }
    }

    @Override
    public void open(OpenContext context) {
        states = new PlaceStates(getRuntimeContext(), currentKey);
        outputs = new RouteOutputs(Topic.OBSERVATIONS.topicName());
        collisions = getRuntimeContext().getMetricGroup().counter("placeKeyCollisions");
        keeper = new PlaceKeeper(conditions.get(), states, outputs);
        quiet = new Quiet(quietMillis, System.currentTimeMillis());
    }

    @Override
    public void processElement(Inbound inbound, Context context, Collector<DerivedRow> out)
            throws Exception {
        outputs.to(out, context);
        long beginMillis = context.timerService().currentProcessingTime();
        Desk desk = states.take(context.getCurrentKey(), inbound.placeId());
        PlaceState place = desk.place;
        if (!place.placeId().equals(inbound.placeId())) {
            refuse(inbound);
            return;
        }
        if (inbound.reading() != null) {
            keeper.observe(place, inbound.reading());
            quiet.heard(desk.alarms, inbound.reading(), beginMillis);
        } else {
            keeper.parameterise(place, inbound.version(), inbound.receivedAtMillis());
        }
        quiet.worked(beginMillis, context.timerService().currentProcessingTime());
        setAlarms(place, desk.alarms, context);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<DerivedRow> out)
            throws Exception {
        outputs.to(out, context);
        Desk desk = states.take(context.getCurrentKey(), "");
        PlaceState place = desk.place;
        Alarms alarms = desk.alarms;
        if (context.timeDomain() == TimeDomain.EVENT_TIME) {
            alarms.eventTimeMillis =
                    alarms.eventTimeMillis <= atMillis ? Alarms.NONE : alarms.eventTimeMillis;
            onEventTime(place, context.timerService().currentWatermark());
        } else {
            long beginMillis = context.timerService().currentProcessingTime();
            alarms.machineTimeMillis = Alarms.NONE;
            quiet.worked(atMillis, beginMillis);
            onMachineTime(place, alarms, beginMillis);
            quiet.worked(beginMillis, context.timerService().currentProcessingTime());
        }
        setAlarms(place, alarms, context);
    }

    private void onEventTime(PlaceState place, long watermarkMillis) {
        if (place.isLive()) {
            keeper.closeEndedBefore(place, watermarkMillis - SELDOM_MILLIS);
            if (keeper.silentFromMillis(place) <= watermarkMillis) {
                keeper.tellSilence(place);
            }
        }
    }

    private void onMachineTime(PlaceState place, Alarms alarms, long nowMillis) {
        if (!quiet.isQuiet(alarms, nowMillis)) {
            return;
        }
        if (place.isLive()) {
            keeper.tell(place);
        } else if (place.hasUnwritten()) {
            keeper.closeAll(place);
        }
    }

    private void setAlarms(PlaceState place, Alarms alarms, Context context) {
        if (alarms.machineTimeMillis == Alarms.NONE && place.hasUnwritten()) {
            alarms.machineTimeMillis = context.timerService().currentProcessingTime() + quietMillis;
            context.timerService().registerProcessingTimeTimer(alarms.machineTimeMillis);
        }
        if (place.isLive()) {
            long wanted = wantedEventTime(place);
            if (wanted < alarms.eventTimeMillis) {
                alarms.eventTimeMillis = wanted;
                context.timerService().registerEventTimeTimer(wanted);
            }
        }
    }

    private long wantedEventTime(PlaceState place) {
        long firstOpenEnd = place.firstOpenEndMillis();
        long closing = firstOpenEnd == Long.MAX_VALUE ? firstOpenEnd : firstOpenEnd + SELDOM_MILLIS;
        return Math.min(closing, keeper.silentFromMillis(place));
    }

    private void refuse(Inbound inbound) {
        collisions.inc();
        LOG.warn("Place {} has the 64-bit hash of another place; refused", inbound.placeId());
        if (inbound.reading() != null) {
            outputs.rejected(PlaceRejection.PLACE_KEY_COLLISION, inbound.reading());
        }
    }
}
