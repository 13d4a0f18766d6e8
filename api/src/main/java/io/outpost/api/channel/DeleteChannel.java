package io.outpost.api.channel;

import io.outpost.api.web.Access;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/** DELETE /v1/channels/{id}: of whoever asks, with all that was and was to be delivered there. */
final class DeleteChannel implements Route {

    private final ChannelStore channels;

    DeleteChannel(ChannelStore channels) {
        this.channels = channels;
    }

    @Override
    public Method method() {
        return Method.DELETE;
    }

    @Override
    public String path() {
        return "/v1/channels/{id}";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        if (!channels.delete(Owner.of(request), Channel.id(request))) {
            throw Channel.unknown();
        }
        return Reply.nothing();
    }
}
