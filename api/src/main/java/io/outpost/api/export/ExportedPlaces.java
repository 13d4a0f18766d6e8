package io.outpost.api.export;

import io.outpost.api.place.Found;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlacePages;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.web.CursorKey;
import io.outpost.api.web.Page;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds the places of an export: those that are named, or all in a box. */
final class ExportedPlaces {

    static final String IDS = "place_id";
    static final String BOX = "bbox";

    private static final int MOST = Request.MAX_LIMIT;

    private final PlaceStore places;

    ExportedPlaces(PlaceStore places) {
        this.places = places;
    }

    /** One at least, in the order of their ids; all of them are known. */
    List<Place> of(Map<String, List<String>> asked, Request request) {
        List<String> ids = asked.getOrDefault(IDS, List.of());
        if (request.has(BOX) == asked.containsKey(IDS)) {
            throw ProblemException.invalid(IDS, "exclusive", "name places, or give bbox");
        }
        return request.has(BOX) ? inBox(request.text(BOX).orElseThrow()) : named(ids);
    }

    private List<Place> named(List<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST) {
            throw ProblemException.invalid(
                    IDS, ids.isEmpty() ? "missing" : "too-many", "name 1 to %d".formatted(MOST));
        }
        return ids.stream()
                .distinct()
                .map(id -> places.known(id).orElseThrow(() -> none(IDS, "place '" + id + "'")))
                .sorted(Comparator.comparing(Place::placeId))
                .toList();
    }

    private List<Place> inBox(String box) {
        Map<String, List<String>> asked =
                Map.of(BOX, List.of(box), "limit", List.of(String.valueOf(MOST)));
        Page<Found> page = new PlacePages(places).page(Request.of(asked, CursorKey.random()));
        if (page.next() != null) {
            throw ProblemException.tooMuch(
                    BOX, "It has more than %d places; take a smaller one.".formatted(MOST));
        }
        if (page.items().isEmpty()) {
            throw none(BOX, "place with a position in it");
        }
        return page.items().stream().map(Found::place).toList();
    }

    private static ProblemException none(String field, String what) {
        return ProblemException.unprocessable(
                "There is no " + what + ".",
                List.of(new Problem.Fault("/body/" + field, "unknown", "there is no " + what)));
    }
}
