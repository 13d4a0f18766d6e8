package io.outpost.api.ingest;

import io.outpost.api.place.DeletionStore;
import io.outpost.api.web.Access;
import io.outpost.api.web.AwaitedRoute;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.decode.PlaceCheck;
import io.outpost.schemas.Place;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * PUT /v1/places/{id}: parameters of a place, to the log. Answers 202 when the broker has
 * acknowledged them; they hold for what is judged after them. Preferences of an area follow it.
 */
public final class PutPlace implements AwaitedRoute {
    private final Log log;
    private final DeletionStore deletions;
    private final PlaceChange change;
    private final PlaceCheck check = new PlaceCheck();

    /**
     * @param deletions where they are written: a replica may not know of one yet
     * @param change hears of each place that the log has taken
     */
    public PutPlace(Log log, DeletionStore deletions, PlaceChange change) {
        this.log = log;
        this.deletions = deletions;
        this.change = change;
    }

    @Override
    public Method method() {
        return Method.PUT;
    }

    @Override
    public String path() {
        return "/v1/places/{id}";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public CompletionStage<Reply> answer(Request request) {
        if (!request.contentType().equals(Reply.JSON)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + Reply.JSON + ".");
        }
        Place place = PlaceDocument.read(request.body()).of(request.variable("id"));
        PlaceCheck.Finding finding = check.check(place);
        if (!finding.isAccepted()) {
            throw ProblemException.unprocessable(
                    finding.detail() + ".",
                    List.of(new Problem.Fault("/body", finding.reason().name(), finding.detail())));
        }
        if (deletions.isDeleted(place.getPlaceId())) {
            throw new ProblemException(
                    ProblemKind.DELETED_PLACE,
                    "The place was deleted, and its data is still in the log. Take another id, or"
                            + " have an operator make a log without it (outpost relog"
                            + " --without-place) and take the mark away.");
        }
        return Intake.acknowledged(log.send(place, request.trace()))
                .thenApplyAsync(sent -> accepted(place), request.threads());
    }

    private Reply accepted(Place place) {
        change.put(place.getPlaceId(), place.getLatitude(), place.getLongitude());
        String location =
                "/v1/places/"
                        + URLEncoder.encode(place.getPlaceId(), StandardCharsets.UTF_8)
                                .replace("+", "%20");
        return new Reply(
                202,
                Reply.JSON,
                Map.of("place_id", place.getPlaceId()),
                Map.of("Location", location));
    }
}
