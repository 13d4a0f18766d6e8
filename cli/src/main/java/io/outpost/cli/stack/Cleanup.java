package io.outpost.cli.stack;

import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a supervisor would have done at its end, for one that was killed. */
final class Cleanup {
    private Cleanup() {}

    /** Only looks; a folder that is not a stack's stays as it is. */
    static boolean isNeeded(DataFolder data) throws IOException {
        Optional<String> stackId = data.stackId();
        return stackId.isPresent()
                && (parts(data).stream().anyMatch(part -> part.process().isAlive())
                        || !OwnProcesses.of(stackId.get()).isEmpty());
    }

    /**
     * Only to be called when no supervisor is at work, else it would start again what is ended
     * here.
     */
    static void run(DataFolder data, Progress progress) throws IOException, InterruptedException {
        new StackStop(data, progress).stop(parts(data));
    }

    private static List<RunningPart> parts(DataFolder data) {
        return ProcessTable.read(data).map(RunningStack::parts).orElse(List.of());
    }
}
