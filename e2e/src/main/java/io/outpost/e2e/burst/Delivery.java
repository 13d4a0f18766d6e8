package io.outpost.e2e.burst;

import java.time.Instant;

/**
 * A row of deliveries.
 *
 * @param deliveredAt when it was recorded that the channel has it; null: it is not
 */
record Delivery(String channel, String alertId, Instant deliveredAt) {}
