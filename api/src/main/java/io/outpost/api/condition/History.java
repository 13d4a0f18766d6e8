package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.web.Json;
import io.outpost.api.web.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One page of changes of a place's conditions, in the order of event time. */
record History(String placeId, List<Transition> transitions, String next, Map<String, String> units)
        implements PageOfPlace {

    private static final List<String> COLUMNS =
            List.of(
                    "condition",
                    "at",
                    "from_state",
                    "state",
                    "level",
                    "episode_id",
                    "drivers",
                    "as_of",
                    "revision",
                    "retracted",
                    // Of the reasons, as JSON; empty where their names say it.
                    "units");

    static History of(String placeId, List<Transition> transitions, String next, Display display) {
        List<Driver> drivers = transitions.stream().flatMap(t -> t.drivers().stream()).toList();
        return new History(placeId, transitions, next, Driver.units(drivers, display));
    }

    @Override
    public Instant reached() {
        return transitions.isEmpty() ? null : transitions.get(transitions.size() - 1).at();
    }

    @Override
    public String lines(String mediaType) {
        return mediaType.equals(CSV)
                ? PageOfPlace.super.lines(mediaType)
                : Json.writeLines(linesAlone().toList());
    }

    @Override
    public Stream<?> linesAlone() {
        return transitions.stream()
                .flatMap(one -> Listing.standingAlone(List.of(one), unsaidOf(one)).stream());
    }

    @Override
    public List<Transition> items() {
        return transitions;
    }

    @Override
    public Collection<String> columns() {
        return COLUMNS;
    }

    /** The reasons are JSON, as they are many. */
    @Override
    public List<? extends Collection<?>> rows() {
        return transitions.stream().map(this::row).toList();
    }

    /** Of its own reasons, not of those that happen to be on the same page. */
    private Map<String, String> unsaidOf(Transition one) {
        Map<String, String> own = new TreeMap<>(units);
        own.keySet().retainAll(one.drivers().stream().map(Driver::measure).toList());
        return Display.unsaid(own);
    }

    private List<Object> row(Transition one) {
        Map<String, String> unsaid = unsaidOf(one);
        return Arrays.asList(
                one.condition(),
                one.at(),
                one.fromState(),
                one.state(),
                one.level(),
                one.episodeId(),
                Json.write(one.drivers()),
                one.asOf(),
                one.revision(),
                one.retracted(),
                unsaid.isEmpty() ? null : Json.write(unsaid));
    }
}
