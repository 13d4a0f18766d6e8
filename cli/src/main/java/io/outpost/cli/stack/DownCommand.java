package io.outpost.cli.stack;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops the job with a savepoint, and every process of the stack. */
@Command(
        name = "down",
        description =
                "Stops the job with a savepoint and ends every process of the stack. The data stays; up goes on from it. With --purge nothing stays.")
public final class DownCommand implements Callable<Integer> {
    @Mixin private StackOptions options;

    @Option(
            names = "--purge",
            description =
                    "Then also delete the data, and what is kept for this user beside all stacks (unpacked parts).")
    private boolean purge;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder data = options.folder();
        Optional<ProcessHandle> supervisor =
                ProcessTable.read(data).flatMap(stack -> stack.supervisor().find());
        if (supervisor.isEmpty() && !StackStop.isNeeded(data)) {
            System.out.println("Nothing runs in " + data.root());
        } else {
            stop(data, supervisor);
        }
        if (purge) {
            purge(data);
        }
        return 0;
    }

    private static void stop(DataFolder data, Optional<ProcessHandle> supervisor)
            throws IOException, InterruptedException {
        if (supervisor.isPresent()) {
            end(new SupervisorProcess(data, supervisor.get()).skipProgress());
        }
        if (StackStop.isNeeded(data)) {
            System.out.println("Its supervisor is gone; what is left is stopped.");
            StackStop.afterKill(data, new StepLog(System.out));
            ProcessTable.forget(data);
        }
        Endpoints.forget(data.root());
        System.out.println("All is stopped; the data is in " + data.root());
    }

    private static void purge(DataFolder data) throws IOException {
        data.delete();
        System.out.println("Deleted: " + data.root());
        UserCache.delete();
    }

    private static void end(SupervisorProcess supervisor) throws IOException, InterruptedException {
        Thread stop = new Thread(supervisor::stop, "stop");
        stop.start();
        supervisor.awaitEnd(System.out);
        stop.join();
    }
}
