package io.outpost.api.series;

import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Listing;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;

/**
 * POST /v1/timeseries/query: as {@link ListTimeseries}, asked in a body, for what is too long for
 * an address. It changes nothing.
 */
public final class PostTimeseriesQuery implements ReadRoute {

    private final ManySeries series;

    public PostTimeseriesQuery(PlaceStore places, Database database, Clock clock) {
        this.series = new ManySeries(places, database, clock);
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/timeseries/query";
    }

    @Override
    public Reply answer(Request request) {
        String mediaType = request.preferred(Listing.MEDIA_TYPES);
        if (!request.contentType().equals(Reply.JSON)) {
            throw new ProblemException(
                    ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + Reply.JSON + ".");
        }
        try {
            SeriesQuery query = SeriesQuery.read(request.body());
            return series.read(request.asking(query.parameters()), query.placeIds())
                    .written(mediaType);
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }
}
