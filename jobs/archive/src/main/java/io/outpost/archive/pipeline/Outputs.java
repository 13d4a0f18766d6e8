package io.outpost.archive.pipeline;

import io.outpost.archive.admit.RawObservation;
import org.apache.flink.api.connector.sink2.Sink;

/** Where the rows go. */
public record Outputs(Sink<RawObservation> rows) {}
