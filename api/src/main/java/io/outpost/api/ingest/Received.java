package io.outpost.api.ingest;

import java.util.List;

/**
 * The answer to observations that were sent.
 *
 * @param accepted how many are in the log, acknowledged by the broker
 * @param rejected how many are not
 * @param items of a bounded request all, of a stream the first that were rejected
 */
record Received(long accepted, long rejected, List<Item> items) {}
