package io.outpost.api.channel;

import io.outpost.api.web.Access;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;

/**
 * PUT /v1/channels/{id}: keeps where whoever asks wants to be notified, and of what. The secret of
 * a webhook is in the answer that makes it, and in no other.
 */
final class PutChannel implements Route {

    private final ChannelStore channels;

    PutChannel(ChannelStore channels) {
        this.channels = channels;
    }

    @Override
    public Method method() {
        return Method.PUT;
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
        String id = request.variable("id");
        NewChannel wanted = NewChannel.read(request);
        if (!NewChannel.isId(id)) {
            throw BodyJson.wrong(
                    "/path/id", "not-id", "must have 1 to 256 bytes without control characters");
        }
        ChannelStore.Put put = channels.put(Owner.of(request), id, wanted);
        return new Reply(
                put.isNew() ? 201 : 200,
                Reply.JSON,
                put.channel(),
                Map.of("Location", Channel.path(id)));
    }
}
