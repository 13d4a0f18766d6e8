package io.outpost.api.stream;

/**
 * An alert, and where it was read.
 *
 * @param place of the alert, as it is now
 */
record TopicAlert(int partition, long offset, StreamedAlert alert, PositionStore.Position place) {}
