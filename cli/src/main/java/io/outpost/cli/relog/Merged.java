package io.outpost.cli.relog;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A record that the log did not have.
 *
 * @param millis when it counts as received
 * @param headers of the record
 */
record Merged(String placeId, long millis, byte[] key, byte[] value, List<Header> headers) {}
