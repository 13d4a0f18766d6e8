package io.outpost.api.ingest;

import io.outpost.environment.KafkaAccess;

/**
 * Where the log is.
 *
 * @param registryUrl of the schema registry's Confluent API
 */
public record LogSettings(KafkaAccess kafka, String topic, String registryUrl) {}
