package io.outpost.api.channel;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A channel, as its owner sees it.
 *
 * @param secret of a webhook that was just made, this once; else null
 * @param failures sends in a row that failed
 * @param pausedUntil nothing is sent before; null: it may be
 */
record Channel(
        String channelId,
        String kind,
        String address,
        List<String> preferences,
        Conditions conditions,
        Integer followUpS,
        String secret,
        Instant createdAt,
        Instant updatedAt,
        Instant disabledAt,
        String disabledReason,
        int failures,
        Instant pausedUntil) {

    /** Which alerts of conditions it wants; null: of all places, at any level. */
    record Conditions(List<String> places, List<String> levels) {}

    Channel withSecret(String made) {
        return new Channel(
                channelId,
                kind,
                address,
                preferences,
                conditions,
                followUpS,
                made,
                createdAt,
                updatedAt,
                disabledAt,
                disabledReason,
                failures,
                pausedUntil);
    }

    static String path(String id) {
        return "/v1/channels/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The id in the path of a request.
     *
     * @throws ProblemException NOT_FOUND where no channel can have it
     */
    static String id(Request request) {
        String id = request.variable("id");
        if (!NewChannel.isId(id)) {
            throw unknown();
        }
        return id;
    }

    /** The same for those that there are not and those of others. */
    static ProblemException unknown() {
        return new ProblemException(ProblemKind.NOT_FOUND, "You have no such channel.");
    }
}
