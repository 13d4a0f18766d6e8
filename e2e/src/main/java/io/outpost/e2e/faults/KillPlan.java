package io.outpost.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The kills of a run: every third is aimed at a phase, every sixth after a deadline, the others are
 * not. A function of the seed.
 */
final class KillPlan {
    private static final List<Phase> AIMS =
            List.of(
                    Phase.COMMIT_WINDOW,
                    Phase.RESTORE,
                    Phase.SAVEPOINT,
                    Phase.COMMIT_WINDOW,
                    Phase.RESTORE,
                    Phase.SNAPSHOT,
                    Phase.COMMIT_WINDOW,
                    Phase.RESTORE,
                    Phase.SAVEPOINT,
                    Phase.OPEN_TRANSACTION);
    private static final List<Target> AT_RANDOM =
            List.of(
                    Target.TASKMANAGER,
                    Target.TASKMANAGER,
                    Target.JOBMANAGER,
                    Target.KAFKA,
                    Target.POSTGRES,
                    Target.REGISTRY,
                    Target.ALL);
    private static final List<Target> AIMED = List.of(Target.TASKMANAGER, Target.JOBMANAGER);

    /** Those after whose end the job restores its state. */
    private static final List<Target> RESTORED =
            List.of(Target.TASKMANAGER, Target.JOBMANAGER, Target.ALL);

    private static final List<Target> FROZEN =
            List.of(Target.TASKMANAGER, Target.KAFKA, Target.JOBMANAGER, Target.POSTGRES);

    private static final int AIMED_EVERY = 3;

    /** Every sixth is aimed after a deadline, beside those. */
    private static final int DEADLINE_EVERY = 6;

    private static final double FROZEN_SHARE = 0.2;
    private static final double STORM_SHARE = 0.3;

    private KillPlan() {}

    static List<Kill> of(int kills, long seed) {
        Random random = new Random(seed);
        List<Kill> plan = new ArrayList<>();
        for (int number = 1; number <= kills; number++) {
            plan.add(kill(number, random));
        }
        return List.copyOf(plan);
    }

    private static Kill kill(int number, Random random) {
        if (number % DEADLINE_EVERY == 0) {
            return new Kill(
                    number,
                    Target.TASKMANAGER,
                    Phase.AFTER_DEADLINE,
                    0,
                    random.nextInt(1_000),
                    true);
        }
        return isAimed(number) ? aimed(number, random) : atRandom(number, random);
    }

    private static boolean isAimed(int number) {
        return number % AIMED_EVERY == 2;
    }

    private static Phase aim(int number) {
        return AIMS.get(number / AIMED_EVERY % AIMS.size());
    }

    private static Kill aimed(int number, Random random) {
        boolean restore = aim(number) == Phase.RESTORE;
        return new Kill(
                number,
                any(AIMED, random),
                aim(number),
                0,
                restore ? 0 : random.nextInt(1_000),
                !restore);
    }

    private static Kill atRandom(int number, Random random) {
        boolean storm = number > 1 && random.nextDouble() < STORM_SHARE;
        int pauseMillis = storm ? random.nextInt(1_000, 8_000) : random.nextInt(4_000);
        boolean frozen = random.nextDouble() < FROZEN_SHARE;
        if (isAimed(number + 1) && aim(number + 1) == Phase.RESTORE) {
            return new Kill(number, any(RESTORED, random), null, 0, pauseMillis, !storm);
        }
        return frozen
                ? new Kill(
                        number,
                        any(FROZEN, random),
                        null,
                        random.nextInt(5, 31),
                        pauseMillis,
                        !storm)
                : new Kill(number, any(AT_RANDOM, random), null, 0, pauseMillis, !storm);
    }

    private static Target any(List<Target> targets, Random random) {
        return targets.get(random.nextInt(targets.size()));
    }
}
