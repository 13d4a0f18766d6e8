package io.outpost.api.place;

import io.outpost.api.web.Listing;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** One page of what is listed of a place in the order of event time. */
public interface PageOfPlace extends Listing {

    String placeId();

    /** The cursor of the page that follows; null: it is the last. */
    String next();

    /** UCUM codes of the units of its values, by their names. */
    Map<String, String> units();

    /** The items, each with the units that nothing else says. */
    default Stream<?> linesAlone() {
        return Listing.standingAlone(items(), unitsOfLines()).stream();
    }

    /** The event time of the last item; null: there is none. */
    Instant reached();
}
