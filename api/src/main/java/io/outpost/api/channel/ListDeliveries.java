package io.outpost.api.channel;

import io.outpost.api.web.Cursor;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Page;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.List;
import java.util.Set;

/** GET /v1/channels/{id}/deliveries: what was and is to be delivered there, the newest first. */
final class ListDeliveries implements ReadRoute {

    private static final String CURSOR = "deliveries";
    private static final Set<String> STATES = Set.of("WAITING", "DELIVERED", "DEAD", "DROPPED");

    private final ChannelStore channels;
    private final DeliveryStore deliveries;

    ListDeliveries(ChannelStore channels, DeliveryStore deliveries) {
        this.channels = channels;
        this.deliveries = deliveries;
    }

    /** One page of them. */
    record Deliveries(List<Delivery.Shown> deliveries, String next) {}

    @Override
    public String path() {
        return "/v1/channels/{id}/deliveries";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("state", "limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        String id = Channel.id(request);
        String owner = Owner.of(request);
        String state = request.text("state").orElse(null);
        if (state != null && !STATES.contains(state)) {
            throw ProblemException.invalid(
                    "state", "unknown", "must be WAITING, DELIVERED, DEAD or DROPPED");
        }
        long before =
                request.cursor(CURSOR, 1).map(cursor -> cursor.number(0)).orElse(Long.MAX_VALUE);
        int limit = request.limit();
        channels.require(owner, id);
        Page<Delivery> page =
                Page.cut(
                        deliveries.list(owner, id, state, before, limit + 1),
                        limit,
                        last -> Cursor.after(CURSOR, last.number()));
        String next = request.next(page);
        return Reply.json(new Deliveries(page.items().stream().map(Delivery::shown).toList(), next))
                .withNextPage(request, next);
    }
}
