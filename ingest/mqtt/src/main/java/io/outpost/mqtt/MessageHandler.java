package io.outpost.mqtt;

import java.util.concurrent.CompletableFuture;

/** What becomes of a message. */
@FunctionalInterface
interface MessageHandler {
    /**
     * Completes, well, once the message need never come again; until then it is not acknowledged.
     */
    CompletableFuture<Void> handle(String topic, byte[] payload);
}
