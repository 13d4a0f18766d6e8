package io.outpost.api.channel;

import io.outpost.api.web.Owner;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.List;

/** GET /v1/channels: those of whoever asks, of whom each has few. */
final class ListChannels implements ReadRoute {

    private final ChannelStore channels;

    ListChannels(ChannelStore channels) {
        this.channels = channels;
    }

    /** All of them, by their ids. */
    record Channels(List<Channel> channels) {}

    @Override
    public String path() {
        return "/v1/channels";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(new Channels(channels.list(Owner.of(request))));
    }
}
