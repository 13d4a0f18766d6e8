package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.ZoneId;
import java.util.Optional;

/** Time zones in which the calendar is meant. */
final class Zones {

    static final ZoneId UTC = ZoneId.of("UTC");

    private Zones() {}

    /** That of the parameter tz, if it is given. */
    static Optional<ZoneId> asked(Request request) {
        return request.text("tz").map(Zones::known);
    }

    /** That of a place, which may be an offset; of one that is not registered, UTC. */
    static ZoneId of(Place place) {
        return place.timeZone() == null ? UTC : ZoneId.of(place.timeZone());
    }

    private static ZoneId known(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw ProblemException.invalid(
                    "tz", "unknown", "must be an IANA time zone such as America/New_York");
        }
        return ZoneId.of(text);
    }
}
