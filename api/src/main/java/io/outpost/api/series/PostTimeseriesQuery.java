package io.outpost.api.series;

import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Listing;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.QueryBody;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * POST /v1/timeseries/query: as {@link ListTimeseries}, asked in a body, for what is too long for
 * an address. It changes nothing.
 */
public final class PostTimeseriesQuery implements ReadRoute {

    private static final String PLACES = "place_id";

    private static final QueryBody BODY =
            new QueryBody(
                    Stream.concat(PlaceSeries.PARAMETERS.stream(), Stream.of(PLACES))
                            .collect(Collectors.toSet()),
                    Set.of(PLACES, "quantity"));

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
        try {
            Map<String, List<String>> asked = BODY.read(request);
            List<String> places = asked.remove(PLACES);
            return series.read(request.asking(asked), places == null ? List.of() : places)
                    .written(mediaType);
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }
}
