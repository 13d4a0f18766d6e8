package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.observe.RejectionReason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Sends refused records to their side output, counted by reason; the others go on. */
public final class SeparateRejected extends ProcessFunction<Inbound, Inbound> {
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
    public void processElement(Inbound inbound, Context context, Collector<Inbound> out) {
        if (inbound.rejected() == null) {
            out.collect(inbound);
        } else {
            rejected.get(inbound.rejected().reason()).inc();
            context.output(SideOutputs.REJECTED, inbound);
        }
    }
}
