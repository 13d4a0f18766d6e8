package io.outpost.api.channel;

import io.outpost.api.web.Access;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;

/** POST /v1/channels/{id}/replay: has what was given up tried anew. */
final class PostReplay implements Route {

    private final ChannelStore channels;
    private final DeliveryStore deliveries;

    PostReplay(ChannelStore channels, DeliveryStore deliveries) {
        this.channels = channels;
        this.deliveries = deliveries;
    }

    /** How many are tried anew. */
    record Replayed(int deliveries) {}

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/channels/{id}/replay";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        String id = Channel.id(request);
        String owner = Owner.of(request);
        channels.requireEnabled(owner, id);
        return new Reply(
                202,
                Reply.JSON,
                new Replayed(deliveries.revive(owner, id)),
                Map.of("Location", Channel.path(id) + "/deliveries"));
    }
}
