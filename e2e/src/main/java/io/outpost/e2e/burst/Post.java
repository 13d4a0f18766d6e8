package io.outpost.e2e.burst;

import java.time.Instant;

/**
 * A request that came to a webhook.
 *
 * @param alertId its webhook-id
 * @param status that it was answered; 0: it was not
 */
record Post(String channel, String alertId, Instant arrivedAt, int status) {
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    boolean isWell() {
        return status >= OK && status < NOT_OK;
    }
}
