package io.outpost.conditions.operator;

import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts dead letters by reason. Those that name no place go to the side output; the others go on,
 * as they may be events of their place.
 */
public final class SeparateDeadLetters extends ProcessFunction<PlaceInput, PlaceInput> {
    private transient Map<RejectionReason, Counter> rejected;

    @Override
    public void open(OpenContext context) {
        rejected = new EnumMap<>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    getRuntimeContext()
                            .getMetricGroup()
                            .addGroup("reason", reason.name())
                            .counter("rejected"));
        }
    }

    @Override
    public void processElement(PlaceInput input, Context context, Collector<PlaceInput> out) {
        DeadLetter letter = input.deadLetter();
        if (letter != null) {
            rejected.get(letter.reason()).inc();
        }
        if (letter != null && letter.placeId() == null) {
            context.output(StreamTypes.MESSAGES, letter);
        } else {
            out.collect(input);
        }
    }
}
