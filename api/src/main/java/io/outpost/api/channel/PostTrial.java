package io.outpost.api.channel;

import io.outpost.api.web.Access;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;

/** POST /v1/channels/{id}/test: has something delivered there that is no alert. */
final class PostTrial implements Route {

    private final ChannelStore channels;
    private final DeliveryStore deliveries;

    PostTrial(ChannelStore channels, DeliveryStore deliveries) {
        this.channels = channels;
        this.deliveries = deliveries;
    }

    /** The answer. */
    record Trial(String alertId) {}

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/channels/{id}/test";
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
                new Trial(deliveries.tryOut(owner, id)),
                Map.of("Location", Channel.path(id) + "/deliveries"));
    }
}
