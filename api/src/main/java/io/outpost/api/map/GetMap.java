package io.outpost.api.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.outpost.api.display.Display;
import io.outpost.api.place.Area;
import io.outpost.api.postgres.Database;
import io.outpost.api.series.Source;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * GET /v1/map: all places of an area at an instant, with a quantity or the state of a condition.
 */
public final class GetMap implements ReadRoute {

    static final int MOST_PLACES = 20_000;

    private static final String GEO_JSON = "application/geo+json";

    private final MapStore store;
    private final Clock clock;

    /** The first stored hour moves rarely, and is looked up of every place. */
    private final LoadingCache<String, Instant> oldest;

    public GetMap(Database database, Clock clock) {
        this.store = new MapStore(database);
        this.clock = clock;
        this.oldest =
                Caffeine.newBuilder()
                        .expireAfterWrite(Duration.ofMinutes(1))
                        .maximumSize(1)
                        .build(any -> store.oldest());
    }

    /** The answer, of a quantity or of a condition. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FeatureCollection(
            String type,
            Instant at,
            String quantity,
            Source source,
            Map<String, String> units,
            String condition,
            Stored stored,
            Map<String, String> methods,
            List<Feature> features) {}

    /** The past that can be asked for; null: nothing is stored. */
    record Stored(Instant from, Instant until) {}

    @Override
    public String path() {
        return "/v1/map";
    }

    @Override
    public Set<String> parameters() {
        return Stream.concat(
                        Layer.PARAMETERS.stream(), Display.parametersAnd("at", "bbox").stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Reply answer(Request request) {
        Layer layer = Layer.of(request);
        Display display = Display.of(request);
        Area area = Area.of(request).orElse(Area.WORLD);
        Optional<Instant> asked = request.instant("at");
        Stored stored = new Stored(oldest.get(""), newest());
        Instant newest = stored.until() == null ? clock.instant() : stored.until();
        Instant at = asked.orElse(newest);
        List<Feature> features =
                features(layer, new MapStore.Wanted(area, at, MOST_PLACES + 1, display));
        return new Reply(200, GEO_JSON, collection(layer, at, stored, features, display), Map.of());
    }

    /** The end of the minute of the newest observation, unless that is of the future. */
    private Instant newest() {
        Instant newest = store.newest();
        if (newest == null) {
            return null;
        }
        Instant now = clock.instant();
        Instant known = newest.isAfter(now) ? now : newest;
        return known.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    }

    private List<Feature> features(Layer layer, MapStore.Wanted wanted) {
        List<Feature> features = read(layer, wanted);
        if (features.size() > MOST_PLACES) {
            throw ProblemException.invalid(
                    "bbox",
                    "too-many-places",
                    "holds more than " + MOST_PLACES + " places; ask for smaller boxes");
        }
        return features.stream().sorted(Comparator.comparing(Feature::id)).toList();
    }

    private List<Feature> read(Layer layer, MapStore.Wanted wanted) {
        if (layer instanceof Layer.Measured measured) {
            return store.measured(measured.quantity(), wanted);
        }
        return layer instanceof Layer.Modelled modelled
                ? store.modelled(modelled.quantity(), wanted)
                : store.judged(((Layer.Judged) layer).condition(), wanted);
    }

    private static FeatureCollection collection(
            Layer layer, Instant at, Stored stored, List<Feature> features, Display display) {
        boolean isCondition = layer.source() == null;
        String name = layer.name();
        return new FeatureCollection(
                "FeatureCollection",
                at,
                isCondition ? null : name,
                layer.source(),
                isCondition ? Map.of() : display.codes(List.of(name)),
                isCondition ? name : null,
                stored,
                isCondition ? Map.of() : layer.source().methods(List.of(name)),
                features);
    }
}
