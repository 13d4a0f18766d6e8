package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a person wants of a place: a tree of comparisons. Immutable. */
public sealed interface Expression {
    /** What stands below it, in order. */
    List<Expression> parts();

    /** Holds while all parts hold. */
    record All(List<Expression> parts) implements Expression {
        public All {
            parts = ofSome(parts);
        }
    }

    /** Holds while one of the parts holds. */
    record Any(List<Expression> parts) implements Expression {
        public Any {
            parts = ofSome(parts);
        }
    }

    /** Holds while the part does not. */
    record Not(Expression part) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(part);
        }
    }

    /** Holds once the part has held for so long without a break. */
    record ForAtLeast(Duration lasting, Expression part) implements Expression {
        @Override
        public List<Expression> parts() {
            return List.of(part);
        }
    }

    /** One that compares what a place knows. */
    sealed interface Leaf extends Expression {
        Signal signal();

        Operator operator();

        Threshold threshold();

        double hysteresis();

        NoData noData();

        @Override
        default List<Expression> parts() {
            return List.of();
        }

        /** Where its value is known, and the percentile that it is compared with. */
        @Override
        default Set<Cadence> cadences() {
            Set<Cadence> cadences = EnumSet.copyOf(signal().cadences());
            if (threshold().isPercentile()) {
                cadences.retainAll(signal().percentile(threshold().percentile()).cadences());
            }
            return cadences;
        }
    }

    /**
     * Compares a number.
     *
     * @param hysteresis how far a value that matched must come back beyond the threshold before it
     *     no longer does, in the unit of the value; 0 or more
     */
    record Comparison(
            Signal signal, Operator operator, Threshold threshold, double hysteresis, NoData noData)
            implements Leaf {
        public Comparison {
            if (!(hysteresis >= 0)) {
                throw new IllegalArgumentException("hysteresis must be 0 or more");
            }
            if (threshold.isPercentile()) {
                signal.percentile(threshold.percentile());
            }
        }
    }

    /**
     * Compares the level of a condition, which has a hysteresis of its own.
     *
     * @param level 1: the mildest; 0: none
     * @param levelName its name
     */
    record LevelComparison(
            Condition condition, Operator operator, int level, String levelName, NoData noData)
            implements Leaf {
        @Override
        public Signal signal() {
            return Signal.condition(condition);
        }

        @Override
        public Threshold threshold() {
            return Threshold.of(level);
        }

        @Override
        public double hysteresis() {
            return 0;
        }
    }

    /** How many nodes it has, itself included. */
    default int nodes() {
        return 1 + parts().stream().mapToInt(Expression::nodes).sum();
    }

    /** How deep it is; 1: a leaf. */
    default int depth() {
        return 1 + parts().stream().mapToInt(Expression::depth).max().orElse(0);
    }

    /** The cadences at which all of it is known. */
    default Set<Cadence> cadences() {
        Set<Cadence> cadences = EnumSet.allOf(Cadence.class);
        parts().forEach(part -> cadences.retainAll(part.cadences()));
        return cadences;
    }

    private static List<Expression> ofSome(List<Expression> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there must be a part");
        }
        return List.copyOf(parts);
    }
}
