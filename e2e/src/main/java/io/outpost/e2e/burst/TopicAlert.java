package io.outpost.e2e.burst;

/**
 * What a reader of the topic has seen.
 *
 * @param streamed whether the API's stream shows it: it is of a condition
 */
record TopicAlert(int partition, long offset, String alertId, boolean streamed) {}
