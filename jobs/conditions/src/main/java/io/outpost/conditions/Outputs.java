package io.outpost.conditions;

import io.outpost.observe.Inbound;
import io.outpost.operate.DerivedRow;
import io.outpost.operate.LateReading;
import io.outpost.place.AlertRow;
import io.outpost.place.TransitionRow;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the results go. */
public record Outputs(
        Sink<DerivedRow> rows,
        Sink<TransitionRow> transitions,
        Sink<AlertRow> alerts,
        Sink<LateReading> late,
        Sink<Inbound> rejected) {}
