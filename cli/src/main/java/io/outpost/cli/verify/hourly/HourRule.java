package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.emission.Driver;
import java.util.List;

/** A condition of the hour. Levels are numbers: 0 is none of them, 1 the mildest. */
public interface HourRule {
    /** All of them. */
    static List<HourRule> all() {
        return List.of(new Mud(), new HighWater(), new Snowpack());
    }

    String condition();

    /** The mildest first. */
    List<String> levels();

    /** The mildest level that makes an episode. */
    int firstOfEpisodes();

    /** The mildest level whose episodes are alerted about. */
    int alertsFrom();

    /** Whether it is judged at the end of an hour. */
    default boolean judges(ModelHour hour) {
        return hour.isStepped();
    }

    /**
     * The level of an hour that it judges.
     *
     * @param before the level that was held before it
     */
    int level(ModelHour hour, int before);

    /** Whether it can be relied on in an hour that it judges. */
    boolean isCertain(ModelHour hour);

    /** By what an hour was judged. */
    List<Driver> reasons(ModelHour hour);

    /** Null for 0. */
    default String name(int level) {
        return level == 0 ? null : levels().get(level - 1);
    }

    /** True when an episode with this highest level is alerted about. */
    default boolean isAlerted(String peakLevel) {
        return levels().indexOf(peakLevel) + 1 >= alertsFrom();
    }
}
