package io.outpost.deliver.channel;

/** How a channel is notified. */
public enum Kind {
    WEBHOOK,
    SLACK,
    EMAIL
}
