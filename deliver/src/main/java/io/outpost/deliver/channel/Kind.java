package io.outpost.deliver.channel;

/** How a channel is told. */
public enum Kind {
    WEBHOOK,
    SLACK,
    EMAIL
}
