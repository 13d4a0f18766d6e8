package io.outpost.cli.validate.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One line of the table.
 *
 * @param recording that it is of
 * @param measure what was compared, and how; without unit unless it says one
 * @param simple what a simple way scores; null where there is none
 * @param of what it is made of, such as 465 of 465 hours; null where that says nothing
 * @param reach null: it is shown only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Score(
        String recording, String measure, Double simple, double value, String of, Reach reach) {
    static Score shown(String recording, String measure, Double simple, double value, String of) {
        return new Score(recording, measure, simple, value, of, null);
    }

    /** False when it must reach something, and does not. */
    @JsonProperty
    public boolean holds() {
        return reach == null || reach.holds(value);
    }
}
