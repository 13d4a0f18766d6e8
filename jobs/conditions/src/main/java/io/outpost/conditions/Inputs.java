package io.outpost.conditions;

import io.outpost.observe.Inbound;
import org.apache.flink.api.connector.source.Source;

/** Where the records come from. Production reads Kafka; a test may hand in something else. */
public record Inputs(Source<Inbound, ?, ?> observations, Source<Inbound, ?, ?> places) {}
