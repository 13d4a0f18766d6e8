package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.time.Duration;
import java.util.List;

/** Ends processes: asks first, then insists. */
final class Ending {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private Ending() {}

    static void signal(ProcessHandle process, String signal) throws InterruptedException {
        Shell.succeeds(List.of("kill", "-" + signal, String.valueOf(process.pid())));
    }

    /** Waits for processes that were asked to end; those that do not in time are killed. */
    static void await(List<ProcessHandle> processes) throws InterruptedException {
        if (Await.holds(GRACE, () -> processes.stream().noneMatch(ProcessIdentity::runs))) {
            return;
        }
        processes.stream().filter(ProcessIdentity::runs).forEach(ProcessHandle::destroyForcibly);
        if (!Await.holds(KILL_LIMIT, () -> processes.stream().noneMatch(ProcessIdentity::runs))) {
            throw new CommandException(
                    "These processes do not end: "
                            + processes.stream()
                                    .filter(ProcessIdentity::runs)
                                    .map(ProcessHandle::pid)
                                    .toList());
        }
    }
}
