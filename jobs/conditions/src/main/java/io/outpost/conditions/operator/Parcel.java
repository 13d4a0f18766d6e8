package io.outpost.conditions.operator;

/**
 * Records on their way to one subtask of places, in the order of the log.
 *
 * @param key a text that Flink sends to that subtask; the id of no place
 * @param records how many, 1 or more
 * @param bytes as {@link ParcelWriter} writes and {@link ParcelReader} reads them
 */
public record Parcel(String key, int records, byte[] bytes) {}
