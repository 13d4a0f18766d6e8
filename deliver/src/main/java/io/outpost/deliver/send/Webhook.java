package io.outpost.deliver.send;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Posts what is delivered as Standard Webhooks 1 says, with the id of the alert as {@code
 * webhook-id}.
 */
public final class Webhook implements Receiver {
    private final HttpPosts posts;
    private final Clock clock;

    public Webhook(HttpPosts posts, Clock clock) {
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public Outcome send(Message message) {
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = new HashMap<>();
        headers.put("webhook-id", message.id());
        headers.put("webhook-timestamp", Long.toString(seconds));
        try {
            headers.put(
                    "webhook-signature",
                    Signature.of(message.secret(), message.id(), seconds, message.body()));
        } catch (IllegalArgumentException e) {
            return Outcome.failed("its secret cannot be used: make the channel anew");
        }
        if (message.traceparent() != null) {
            headers.put("traceparent", message.traceparent());
        }
        return posts.post(message.address(), headers, message.body());
    }
}
