package io.outpost.api.series;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.postgres.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The newest rolling means of a place, flat: what its conditions look at now. */
public final class Rollings {

    private final RollingStore store;

    public Rollings(Database database) {
        this.store = new RollingStore(database);
    }

    /** The mean of a quantity over the window that ended newest. */
    public record Rolling(
            String measure,
            double value,
            long windowSeconds,
            Instant start,
            Instant end,
            long count,
            Double coverage) {}

    /** Those with a value; a mean of nothing is left out. */
    public List<Rolling> newest(Place place, Display display) {
        return Arrays.stream(RollingWindow.values())
                .flatMap(w -> newest(place, w, display))
                .toList();
    }

    private Stream<Rolling> newest(Place place, RollingWindow window, Display display) {
        Optional<Point> point = store.newest(place, window).map(p -> p.shown(display));
        return point.stream()
                .flatMap(p -> p.values().entrySet().stream().flatMap(v -> rolling(p, window, v)));
    }

    private static Stream<Rolling> rolling(
            Point point, RollingWindow window, Map.Entry<String, Value> value) {
        if (!(value.getValue() instanceof Value.Rolled rolled) || rolled.mean() == null) {
            return Stream.empty();
        }
        return Stream.of(
                new Rolling(
                        value.getKey(),
                        rolled.mean(),
                        window.width().toSeconds(),
                        point.start(),
                        point.end(),
                        rolled.count(),
                        point.coverage()));
    }
}
