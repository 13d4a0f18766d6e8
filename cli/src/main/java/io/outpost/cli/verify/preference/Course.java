package io.outpost.cli.verify.preference;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.preference.EpisodeStep.Kind;
import io.outpost.cli.verify.preference.Node.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A preference through one pane: the instants of the silence before it, then its end. */
public final class Course {
    private static final String SCORE = "score";

    private final List<EpisodeStep> steps = new ArrayList<>();
    private Standing standing;

    /**
     * Goes on.
     *
     * @param known null: nothing is left of the preference
     */
    public Course(Standing known) {
        standing = known;
    }

    /** Null when nothing is left of the preference. */
    public Standing standing() {
        return standing;
    }

    /** In the order of time. */
    public List<EpisodeStep> steps() {
        return List.copyOf(steps);
    }

    /** Judges at the end of a pane that a version applies to. */
    public void judge(PaneToJudge pane, Wish wish, long version) {
        if (standing == null) {
            standing = new Standing(version, Situation.FIRST, Memory.nothing(wish), 0);
        } else if (standing.version() != version) {
            endBySilence(pane, wish.cooldownMillis());
            standing =
                    new Standing(
                            version,
                            standing.situation(),
                            Memory.nothing(wish),
                            standing.instantMillis());
        } else {
            fallSilent(pane, wish);
        }
        Evaluation evaluation = Evaluation.atEnd(pane, wish, standing.memory());
        Truth truth = evaluation.truth(wish.when());
        enter(
                pane.endMillis(),
                standing.situation().after(truth, pane.endMillis(), wish),
                truth == Truth.UNKNOWN ? List.of() : drivers(evaluation, wish));
        standing =
                new Standing(version, standing.situation(), evaluation.memory(), pane.endMillis());
    }

    /** At the end of a pane that no version applies to: an episode ends, and nothing is left. */
    public void takeBack(PaneToJudge pane) {
        if (standing != null) {
            endBySilence(pane, 0);
            enter(
                    pane.endMillis(),
                    standing.situation().outside(Situation.State.UNKNOWN, pane.endMillis(), 0),
                    List.of());
            standing = null;
        }
    }

    /** Before the first pane of another version, or of none, whatever leaves say of silence. */
    private void endBySilence(PaneToJudge pane, long cooldownMillis) {
        long allowedUntil = standing.instantMillis() + pane.allowedMillis();
        if (pane.firstMillis() > allowedUntil) {
            Situation silent =
                    standing.situation()
                            .outside(Situation.State.UNKNOWN, allowedUntil, cooldownMillis);
            enter(allowedUntil, silent, List.of());
        }
    }

    private void fallSilent(PaneToJudge pane, Wish wish) {
        for (long at : silences(pane, wish)) {
            Evaluation evaluation =
                    Evaluation.inSilence(at, pane.allowedMillis(), wish, standing.memory());
            Truth truth = evaluation.truth(wish.when());
            enter(at, standing.situation().after(truth, at, wish), List.of());
            standing =
                    new Standing(standing.version(), standing.situation(), evaluation.memory(), at);
        }
    }

    /** The instants before a pane at which a leaf says something else since it knows nothing. */
    private Iterable<Long> silences(PaneToJudge pane, Wish wish) {
        Memory memory = standing.memory();
        TreeSet<Long> instants = new TreeSet<>();
        for (Comparison leaf : Evaluation.leaves(wish.when())) {
            long known = memory.knownMillis()[leaf.number()];
            boolean says = memory.said()[leaf.number()] != Evaluation.afterSilence(leaf, memory);
            long at = Math.max(known + pane.allowedMillis(), standing.instantMillis() + 1);
            if (says && known != Memory.NEVER && at < pane.firstMillis()) {
                instants.add(at);
            }
        }
        return instants;
    }

    private void enter(long atMillis, Situation next, List<Driver> drivers) {
        Situation before = standing.situation();
        standing =
                new Standing(standing.version(), next, standing.memory(), standing.instantMillis());
        if (before.isInEpisode() && !next.isInEpisode()) {
            add(Kind.ENDED, atMillis, before, drivers);
        } else if (next.isInEpisode() && !before.isInEpisode()) {
            add(Kind.BEGAN, atMillis, next, drivers);
        } else if (before.level() != next.level()) {
            add(Kind.CHANGED, atMillis, next, drivers);
        }
    }

    private void add(Kind kind, long atMillis, Situation of, List<Driver> drivers) {
        steps.add(
                new EpisodeStep(kind, atMillis, of.level(), of.peak(), of.startMillis(), drivers));
    }

    private static List<Driver> drivers(Evaluation evaluation, Wish wish) {
        List<Driver> drivers = new ArrayList<>();
        drivers.add(new Driver(SCORE, evaluation.score(wish), 0));
        for (int i = 0; i < wish.leaves().size(); i++) {
            Leaf leaf = wish.leaves().get(i);
            int seconds = wish.isOfHours() ? leaf.secondsOfHours() : leaf.spanSeconds();
            drivers.add(new Driver(leaf.reason(), evaluation.value(i), seconds));
        }
        return drivers;
    }
}
