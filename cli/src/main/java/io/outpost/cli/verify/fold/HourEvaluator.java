package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.Driver;
import io.outpost.cli.verify.fold.Transition.Step;
import io.outpost.cli.verify.hourly.HourRule;
import io.outpost.cli.verify.hourly.ModelHour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Judges one condition of one place hour by hour: levels, some of which are episodes. */
final class HourEvaluator {
    private static final long SILENCE_MILLIS = Duration.ofHours(24).toMillis();

    private final HourRule rule;
    private final String silence;
    private final List<Transition> transitions = new ArrayList<>();
    private HourConditionState now;

    /**
     * Continues from a state.
     *
     * @param silence what a silence makes it: UNKNOWN, KEEP or CLEAR
     */
    HourEvaluator(HourRule rule, String silence, HourConditionState known) {
        this.rule = rule;
        this.silence = silence;
        this.now = known;
    }

    HourConditionState state() {
        return now;
    }

    /** Of the hour that was judged last. */
    List<Transition> transitions() {
        return List.copyOf(transitions);
    }

    /** Judges at the end of an hour that its rule judges. */
    void judge(ModelHour hour) {
        transitions.clear();
        long silentFrom = now.lastEndMillis() + SILENCE_MILLIS;
        if (now.isJudged() && hour.startMillis() > silentFrom && !silence.equals("KEEP")) {
            String state = silence.equals("CLEAR") ? "OK" : "UNKNOWN";
            enter(silentFrom, now.outside(state, 0), List::of);
        }
        int level = rule.level(hour, now.level());
        enter(hour.endMillis(), after(hour, level), () -> rule.reasons(hour));
        now = now.judgedUntil(hour.endMillis());
    }

    private HourConditionState after(ModelHour hour, int level) {
        if (!rule.isCertain(hour)) {
            return now.isInEpisode()
                    ? now.inEpisode("UNCERTAIN", now.level(), now.episodeStart())
                    : now.outside("UNCERTAIN", level);
        }
        if (level < rule.firstOfEpisodes()) {
            return now.outside("OK", level);
        }
        long start = now.isInEpisode() ? now.episodeStart() : hour.endMillis();
        return now.inEpisode("ACTIVE", level, start);
    }

    private void enter(long at, HourConditionState next, Supplier<List<Driver>> reasons) {
        HourConditionState before = now;
        now = next;
        if (next.saysAs(before)) {
            return;
        }
        HourConditionState ofEpisode = next.isInEpisode() ? next : before;
        boolean concerned = ofEpisode.isInEpisode();
        transitions.add(
                new Transition(
                        rule.condition(),
                        at,
                        before.state(),
                        next.state(),
                        rule.name(next.level() > 0 || !concerned ? next.level() : before.level()),
                        concerned ? rule.name(ofEpisode.level()) : null,
                        rule.name(ofEpisode.peak()),
                        ofEpisode.episodeStart(),
                        step(before, next),
                        reasons.get()));
    }

    private static Step step(HourConditionState before, HourConditionState next) {
        if (!next.isInEpisode()) {
            return before.isInEpisode() ? Step.ENDED : Step.NONE;
        }
        if (!before.isInEpisode()) {
            return Step.BEGAN;
        }
        return before.level() == next.level() ? Step.NONE : Step.CHANGED;
    }
}
