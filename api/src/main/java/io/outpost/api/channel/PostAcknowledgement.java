package io.outpost.api.channel;

import io.outpost.api.web.Access;
import io.outpost.api.web.Owner;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/** POST /v1/alerts/{id}/ack: the episode is known, and nobody is asked about it once more. */
final class PostAcknowledgement implements Route {

    private final DeliveryStore deliveries;

    PostAcknowledgement(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    /** The same for those that there are not and those of others. */
    static ProblemException unknown() {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "No channel of yours was to be notified of such an alert.");
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/alerts/{id}/ack";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(
                deliveries
                        .answer(Owner.of(request), request.variable("id"), null)
                        .orElseThrow(PostAcknowledgement::unknown));
    }
}
