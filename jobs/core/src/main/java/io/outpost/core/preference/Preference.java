package io.outpost.core.preference;

import io.outpost.core.condition.Cadence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a person wants to be alerted about: when it holds, for how long it must, and how urgent it
 * becomes. Small by construction.
 *
 * @param name what a person calls it
 * @param when what must hold
 * @param pending how long it must hold before an episode begins; 0: at once
 * @param recovery how long it must not hold before the episode ends; 0: at once
 * @param cooldown how long after an episode no other begins; 0: at once
 * @param steps how urgent an episode is from which time on, the first from its start
 * @param quietHours when nothing is delivered; episodes do not know them
 * @param muteUntil until then nothing is delivered; null: it is not muted
 */
public record Preference(
        String name,
        Expression when,
        Duration pending,
        Duration recovery,
        Duration cooldown,
        List<Step> steps,
        List<QuietHours> quietHours,
        Instant muteUntil) {
    public static final int MOST_NODES = 64;
    public static final int DEEPEST = 8;
    public static final int LONGEST_NAME = 100;
    public static final int MOST_QUIET_HOURS = 7;
    public static final Duration LONGEST_LASTING = Duration.ofDays(7);
    public static final Duration LONGEST_COOLDOWN = Duration.ofDays(30);

    /** From so long after the start of an episode it is so urgent. */
    public record Step(Severity severity, Duration after) {}

    public Preference {
        steps = List.copyOf(steps);
        quietHours = List.copyOf(quietHours);
        if (when.depth() > DEEPEST || when.nodes() > MOST_NODES) {
            throw new IllegalArgumentException(
                    "an expression has %d nodes at most, %d deep".formatted(MOST_NODES, DEEPEST));
        }
        if (when.cadences().isEmpty()) {
            throw new IllegalArgumentException("no cadence knows all that it compares");
        }
        if (steps.isEmpty() || !steps.get(0).after().isZero() || !isRising(steps)) {
            throw new IllegalArgumentException("steps must begin at 0, and rise");
        }
    }

    /** The same without what only its delivery asks for: equal where it is judged alike. */
    public Preference judged() {
        return new Preference("", when, pending, recovery, cooldown, steps, List.of(), null);
    }

    private static boolean isRising(List<Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            Step one = steps.get(i - 1);
            Step next = steps.get(i);
            if (next.severity().compareTo(one.severity()) <= 0
                    || next.after().compareTo(one.after()) <= 0) {
                return false;
            }
        }
        return true;
    }

    /** When it is judged: by minutes where all of it is known at minutes, else by hours. */
    public Cadence cadence() {
        Set<Cadence> cadences = when.cadences();
        return cadences.contains(Cadence.MINUTE) ? Cadence.MINUTE : Cadence.HOUR;
    }
}
