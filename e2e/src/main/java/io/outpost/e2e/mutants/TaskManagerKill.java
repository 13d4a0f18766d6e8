package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Kills the TaskManager when rows and alerts of a burst are written that no checkpoint has
 * completed yet, so that all of them are written again.
 */
final class TaskManagerKill implements Step.Action {
    private static final String TASK_MANAGER = "taskmanager";
    private static final int ATTEMPTS = 6;
    private static final int MINUTES = 70;
    private static final Duration WITHIN = Duration.ofMillis(1800);

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        boolean hot = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (killsWithOpenBurst(trial, hot)) {
                trial.checkpoints().awaitNext();
                return List.of();
            }
            hot = !hot;
        }
        throw new CommandException(
                "No burst was written before the next checkpoint in %d attempts"
                        .formatted(ATTEMPTS));
    }

    private static boolean killsWithOpenBurst(Trial trial, boolean hot) throws Exception {
        ProcessHandle taskManager = trial.stack().process(TASK_MANAGER);
        long alertsBefore = trial.alerts();
        Instant checkpoint = trial.checkpoints().awaitNext();
        trial.log().sendHeat(MINUTES, hot);
        boolean written = Await.holds(WITHIN, () -> trial.alerts() > alertsBefore);
        if (!written || trial.checkpoints().newest().isAfter(checkpoint)) {
            return false;
        }
        long killed = LocalStack.kill(taskManager);
        boolean open = !trial.checkpoints().newest().isAfter(checkpoint);
        trial.stack().awaitAgain(TASK_MANAGER, killed);
        return open;
    }
}
