package io.outpost.api.channel;

import io.outpost.api.web.Owner;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;

/** GET /v1/channels/{id}: a channel of whoever asks, without its secret. */
final class GetChannel implements ReadRoute {

    private final ChannelStore channels;

    GetChannel(ChannelStore channels) {
        this.channels = channels;
    }

    @Override
    public String path() {
        return "/v1/channels/{id}";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(
                channels.find(Owner.of(request), Channel.id(request))
                        .orElseThrow(Channel::unknown));
    }
}
