package io.outpost.api.stream;

import io.outpost.api.place.Area;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.Optional;
import java.util.Set;

/**
 * Which alerts a client wants; an empty set, or no area: any.
 *
 * @param subjects conditions, or NO_DATA
 */
record AlertFilter(Set<String> placeIds, Set<String> subjects, Optional<Area> area) {

    static final String PLACES = "place_id";
    static final String SUBJECTS = "condition";
    static final String AREA = "bbox";
    private static final int MOST_VALUES = 100;

    static AlertFilter of(Request request) {
        return new AlertFilter(
                values(request, PLACES), values(request, SUBJECTS), Area.of(request));
    }

    boolean takes(TopicAlert one) {
        return (placeIds.isEmpty() || placeIds.contains(one.alert().placeId()))
                && (subjects.isEmpty() || subjects.contains(one.alert().subject()))
                && area.map(box -> box.boxHas(one.place().latitude(), one.place().longitude()))
                        .orElse(true);
    }

    private static Set<String> values(Request request, String name) {
        Set<String> values = Set.copyOf(request.texts(name));
        if (values.size() > MOST_VALUES) {
            throw ProblemException.invalid(
                    name, "too-many", "may have " + MOST_VALUES + " values at most");
        }
        return values;
    }
}
