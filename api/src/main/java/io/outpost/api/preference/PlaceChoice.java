package io.outpost.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.place.Area;
import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The places that a preference is for: those of some ids, or all that are within an area, whenever
 * they come there.
 *
 * @param ids each once; null where it is an area
 * @param area null where it is ids
 * @param json as it is kept and shown
 * @param pointer to the ids or the area, in the body
 * @param most how many there may be
 */
record PlaceChoice(
        List<String> ids, Area area, Map<String, Object> json, String pointer, int most) {

    private static final String IDS = "ids";
    private static final String BBOX = "bbox";
    private static final String NEAR = "near";
    private static final String RADIUS = "radius_m";
    private static final Set<String> FIELDS = Set.of(IDS, BBOX, NEAR, RADIUS);

    /**
     * That of the field {@code places} of a body: a list of ids, or an object of one of the three.
     *
     * @throws ProblemException when it is none; it points at what is wrong
     */
    static PlaceChoice read(JsonNode places, int most) {
        if (places.isArray()) {
            return ofIds(places, BodyFields.PLACES, most);
        }
        if (!places.isObject()) {
            throw BodyJson.wrong(
                    BodyFields.PLACES,
                    "not-places",
                    "must be a list of ids of places, or an object with ids, bbox, or near and radius_m");
        }
        BodyJson.allow(places, BodyFields.PLACES, FIELDS);
        boolean isNear = places.has(NEAR) || places.has(RADIUS);
        int kinds = (places.has(IDS) ? 1 : 0) + (places.has(BBOX) ? 1 : 0) + (isNear ? 1 : 0);
        if (kinds != 1) {
            throw BodyJson.wrong(
                    BodyFields.PLACES,
                    kinds == 0 ? "missing" : "exclusive",
                    "must have ids, or bbox, or near and radius_m, one of them");
        }
        if (places.has(IDS)) {
            return ofIds(places.path(IDS), BodyFields.PLACES + "/" + IDS, most);
        }
        return isNear ? near(places, most) : box(places, most);
    }

    private static PlaceChoice ofIds(JsonNode list, String pointer, int most) {
        if (!list.isArray() || list.isEmpty()) {
            throw BodyJson.wrong(pointer, "not-places", "must be a list of ids of places");
        }
        if (list.size() > most) {
            throw BodyJson.wrong(
                    pointer, "too-many-places", "may have %,d places at most".formatted(most));
        }
        List<String> ids = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode place : list) {
            String at = pointer + "/" + ids.size();
            // Postgres has no text with U+0000.
            if (!place.isTextual() || place.asText().indexOf('\0') >= 0) {
                throw BodyJson.wrong(at, "not-text", "must be the id of a place");
            }
            if (!seen.add(place.asText())) {
                throw BodyJson.wrong(at, "repeated", "is named before");
            }
            ids.add(place.asText());
        }
        return new PlaceChoice(
                List.copyOf(ids), null, Map.of(IDS, List.copyOf(ids)), pointer, most);
    }

    private static PlaceChoice box(JsonNode places, int most) {
        double[] box = numbers(places, BBOX, 4, "[west, south, east, north]");
        requireDegrees(BBOX, box);
        if (box[1] > box[3]) {
            throw BodyJson.wrong(
                    BodyFields.PLACES + "/" + BBOX,
                    "not-a-box",
                    "has a south that is north of its north");
        }
        Area area = new Area(box[0], box[1], box[2], box[3], null);
        return new PlaceChoice(null, area, Map.of(BBOX, box), BodyFields.PLACES, most);
    }

    private static PlaceChoice near(JsonNode places, int most) {
        double[] centre = numbers(places, NEAR, 2, "[longitude, latitude]");
        requireDegrees(NEAR, centre);
        JsonNode radius = places.path(RADIUS);
        if (!radius.isNumber()
                || !(radius.asDouble() >= 0 && radius.asDouble() <= Area.MAX_RADIUS_METRES)) {
            throw BodyJson.wrong(
                    BodyFields.PLACES + "/" + RADIUS,
                    radius.isMissingNode() ? "missing" : "out-of-range",
                    "must be a number of metres from 0 to %.0f".formatted(Area.MAX_RADIUS_METRES));
        }
        Area area = Area.around(new Area.Circle(centre[1], centre[0], radius.asDouble()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(NEAR, centre);
        json.put(RADIUS, radius.asDouble());
        return new PlaceChoice(null, area, json, BodyFields.PLACES, most);
    }

    private static double[] numbers(JsonNode places, String name, int count, String form) {
        JsonNode list = places.path(name);
        double[] numbers = new double[count];
        boolean isForm = list.isArray() && list.size() == count;
        for (int i = 0; i < count && isForm; i++) {
            isForm = list.path(i).isNumber();
            numbers[i] = list.path(i).asDouble();
        }
        if (!isForm) {
            throw BodyJson.wrong(
                    BodyFields.PLACES + "/" + name,
                    list.isMissingNode() ? "missing" : "not-numbers",
                    "must be " + form + ", degrees");
        }
        return numbers;
    }

    /** Longitudes and latitudes in turn. */
    private static void requireDegrees(String name, double... degrees) {
        for (int i = 0; i < degrees.length; i++) {
            int most = i % 2 == 0 ? 180 : 90;
            if (!(Math.abs(degrees[i]) <= most)) {
                throw BodyJson.wrong(
                        BodyFields.PLACES + "/" + name + "/" + i,
                        "out-of-range",
                        "must be from -%d to %d degrees".formatted(most, most));
            }
        }
    }

    /**
     * The places that there are of it, those of an area in the order of their ids.
     *
     * @throws ProblemException when there is no place of an id, or more are within the area than
     *     may be
     */
    List<String> find(PlaceIdStore places) {
        if (area != null) {
            List<String> found = places.within(area, most + 1);
            if (found.size() > most) {
                throw BodyJson.wrong(
                        pointer,
                        "too-many-places",
                        "has more than %,d places within it".formatted(most));
            }
            return found;
        }
        Set<String> unknown = places.unknown(ids);
        if (!unknown.isEmpty()) {
            throw ProblemException.unprocessable("There are no such places.", faults(unknown));
        }
        return ids;
    }

    private List<Problem.Fault> faults(Set<String> unknown) {
        List<Problem.Fault> faults = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (unknown.contains(ids.get(i))) {
                faults.add(new Problem.Fault(pointer + "/" + i, "unknown", "no such place"));
            }
        }
        return faults;
    }
}
