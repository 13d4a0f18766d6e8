package io.outpost.deliver.alert;

/** What names a channel. */
record ChannelKey(String ownerId, String channelId) {}
