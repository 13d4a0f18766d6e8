package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Series of several places in one answer, each whole and as its own route gives it. What one answer
 * may hold is bounded by the places, and by the values that have to be looked at for it.
 */
final class ManySeries {

    static final int MOST_PLACES = 200;

    /** Values of stored panes: about a second of reading and adding. */
    static final int MOST_VALUES = 200_000;

    private final PlaceStore places;
    private final PlaceSeries series;

    ManySeries(PlaceStore places, Database database, Clock clock) {
        this.places = places;
        this.series = new PlaceSeries(database, clock);
    }

    /** Those of the places that there are, in the order asked. */
    SeriesOfPlaces read(Request asked, List<String> placeIds) {
        requirePlaces(placeIds);
        Series.names(asked);
        Request request = asked.asking(Map.of("limit", List.of(String.valueOf(Request.MAX_LIMIT))));
        List<Place> known =
                placeIds.stream().distinct().map(places::known).flatMap(Optional::stream).toList();
        requireLight(known.stream().mapToLong(place -> series.weight(request, place)).sum());
        return new SeriesOfPlaces(known.stream().map(place -> whole(request, place)).toList());
    }

    private Series whole(Request request, Place place) {
        Series page = series.read(request, place);
        if (page.next() != null) {
            throw tooMuch("a place has more buckets");
        }
        return page;
    }

    private static void requirePlaces(List<String> placeIds) {
        if (placeIds.isEmpty() || placeIds.size() > MOST_PLACES) {
            throw ProblemException.invalid(
                    "place_id",
                    placeIds.isEmpty() ? "missing" : "too-many",
                    "name 1 to " + MOST_PLACES + " places");
        }
    }

    private static void requireLight(long values) {
        if (values > MOST_VALUES) {
            throw tooMuch("there are " + values + " such values");
        }
    }

    private static ProblemException tooMuch(String what) {
        return ProblemException.tooMuch(
                "place_id",
                "An answer has at most %d buckets of a place, and at most %d values are looked at for it"
                                .formatted(Request.MAX_LIMIT, MOST_VALUES)
                        + " (places x buckets x stored panes in a bucket x quantities); here "
                        + what
                        + ". Ask for fewer places, a shorter range or other buckets.");
    }
}
