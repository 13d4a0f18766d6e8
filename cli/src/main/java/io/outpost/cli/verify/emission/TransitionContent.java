package io.outpost.cli.verify.emission;

import java.sql.SQLException;
import java.util.List;

/**
 * A transition of a condition.
 *
 * @param level null outside of an episode; so the episode's id
 */
public record TransitionContent(
        String from,
        String state,
        String level,
        String episodeId,
        List<Driver> drivers,
        boolean retracted)
        implements Content {
    /** The same, which did not happen. */
    public TransitionContent asRetracted() {
        return new TransitionContent(from, state, level, episodeId, drivers, true);
    }

    /** True when another one says the same, with the same reasons to 1e-9. */
    public boolean isNear(TransitionContent other) {
        return other != null
                && equals(
                        new TransitionContent(
                                other.from,
                                other.state,
                                other.level,
                                other.episodeId,
                                drivers,
                                other.retracted))
                && Driver.same(drivers, other.drivers);
    }

    @Override
    public String differences(Found found) throws SQLException {
        List<Driver> foundDrivers = Driver.of(found.json("drivers"));
        Difference difference =
                new Difference()
                        .same("from_state", from, found.text("from_state"))
                        .same("state", state, found.text("state"))
                        .same("level", level, found.text("level"))
                        .same("episode_id", episodeId, found.text("episode_id"))
                        .same("retracted", retracted, found.flag("retracted"));
        return Driver.same(drivers, foundDrivers)
                ? difference.toString()
                : difference.same("drivers", drivers, foundDrivers).toString();
    }
}
