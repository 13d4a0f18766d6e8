package io.outpost.api.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.web.Access;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.Owner;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Rfc3339;
import io.outpost.api.web.Route;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** POST /v1/alerts/{id}/snooze: nothing of the episode is delivered until then. */
final class PostSnooze implements Route {

    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String UNTIL = "until";

    private final DeliveryStore deliveries;
    private final Clock clock;

    PostSnooze(DeliveryStore deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/alerts/{id}/snooze";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(
                deliveries
                        .answer(Owner.of(request), request.variable("id"), until(request))
                        .orElseThrow(PostAcknowledgement::unknown));
    }

    private Instant until(Request request) {
        JsonNode body = BodyJson.object(request);
        BodyJson.allow(body, "/body", Set.of(UNTIL));
        Instant until = time(body.path(UNTIL));
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw BodyJson.wrong(
                    "/body/" + UNTIL, "out-of-range", "must be within the next 7 days");
        }
        return until;
    }

    private static Instant time(JsonNode text) {
        try {
            return Rfc3339.parse(UNTIL, text.isTextual() ? text.asText() : "");
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }
}
