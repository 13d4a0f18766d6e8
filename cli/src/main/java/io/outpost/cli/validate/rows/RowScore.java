package io.outpost.cli.validate.rows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.outpost.cli.validate.score.Score;
import java.util.ArrayList;
import java.util.List;

/**
 * A score by the classes of the models, and the same score by the rows of a stack.
 *
 * @param ofRows what the score by rows is made of; null where that says nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RowScore(
        String recording, String measure, double byClasses, double byRows, String ofRows) {
    /** Beyond it the stack does not do what the classes do. */
    private static final double GREATEST_DIFFERENCE = 0.01;

    /** One by one; both are of the same recordings. */
    static List<RowScore> of(List<Score> byClasses, List<Score> byRows) {
        List<RowScore> scores = new ArrayList<>();
        for (int i = 0; i < byClasses.size(); i++) {
            Score score = byClasses.get(i);
            scores.add(
                    new RowScore(
                            score.recording(),
                            score.measure(),
                            score.value(),
                            byRows.get(i).value(),
                            byRows.get(i).of()));
        }
        return scores;
    }

    /** By how much the rows score more; NaN where one has no score, 0 where neither has. */
    @JsonProperty
    public double difference() {
        return Double.compare(byClasses, byRows) == 0 ? 0 : byRows - byClasses;
    }

    /** False when the difference is too great, or one has no score. */
    @JsonProperty
    public boolean agrees() {
        return Math.abs(difference()) <= GREATEST_DIFFERENCE;
    }
}
