package io.outpost.api.channel;

import io.outpost.api.postgres.Database;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;

/**
 * Where people are notified of alerts: the routes. What is delivered, {@code outpost deliver}
 * sends.
 */
public final class Channels {

    private Channels() {}

    /**
     * All of them.
     *
     * @param own the API's own tables
     */
    public static List<Endpoint> routes(Database own, Clock clock) {
        ChannelStore channels = new ChannelStore(own);
        DeliveryStore deliveries = new DeliveryStore(own);
        return List.of(
                new ListChannels(channels),
                new GetChannel(channels),
                new PutChannel(channels),
                new DeleteChannel(channels),
                new ListDeliveries(channels, deliveries),
                new PostTrial(channels, deliveries),
                new PostReplay(channels, deliveries),
                new PostAcknowledgement(deliveries),
                new PostSnooze(deliveries, clock));
    }
}
