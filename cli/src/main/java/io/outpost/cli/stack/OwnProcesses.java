package io.outpost.cli.stack;

import java.util.List;

/**
 * Running processes that carry a stack's id on their command line: those that the stack has
 * started.
 */
final class OwnProcesses {
    private OwnProcesses() {}

    static List<ProcessHandle> of(String stackId) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process).contains(stackId))
                .toList();
    }

    static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
