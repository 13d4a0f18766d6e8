package io.outpost.conditions.pipeline;

import io.outpost.core.place.Emission;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Where the results go; null: nowhere.
 *
 * @param rows to Postgres
 * @param messages to their topics
 * @param emissions all of them once more, as they are emitted
 * @param ticks to the log
 */
public record Outputs(
        Sink<Emission> rows, Sink<Emission> messages, Sink<Emission> emissions, Sink<Long> ticks) {}
