package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.place.AlertRow;
import io.outpost.place.TransitionRow;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side outputs of the job. */
public final class SideOutputs {
    public static final OutputTag<Inbound> REJECTED =
            new OutputTag<>("rejected", CarriedType.INBOUND);
    public static final OutputTag<LateReading> LATE =
            new OutputTag<>("late", TypeInformation.of(LateReading.class));
    public static final OutputTag<TransitionRow> TRANSITIONS =
            new OutputTag<>("transitions", TypeInformation.of(TransitionRow.class));
    public static final OutputTag<AlertRow> ALERTS =
            new OutputTag<>("alerts", TypeInformation.of(AlertRow.class));

    private SideOutputs() {}
}
