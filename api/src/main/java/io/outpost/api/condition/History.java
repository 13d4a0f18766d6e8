package io.outpost.api.condition;

import io.outpost.api.display.Display;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.web.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

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
    public Map<String, String> unitsOfLines() {
        return Display.unsaid(units);
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
        Map<String, String> unsaid = unitsOfLines();
        String columnOfUnits = unsaid.isEmpty() ? null : Json.write(unsaid);
        return transitions.stream().map(one -> row(one, columnOfUnits)).toList();
    }

    private static List<Object> row(Transition one, String units) {
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
                units);
    }
}
