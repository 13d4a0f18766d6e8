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
                .filter(process -> isOf(commandLine(process), stackId))
                .toList();
    }

    /** What the stack puts on the command line of its Java processes. */
    static String javaMark(String stackId) {
        return "-Doutpost.stack=" + stackId;
    }

    /** What the stack puts on Postgres's command line. */
    static String postgresMark(String stackId) {
        return "cluster_name=" + stackId;
    }

    /** The id alone is not enough: whoever looks for it has it on the command line too. */
    static boolean isOf(String commandLine, String stackId) {
        return commandLine.contains(javaMark(stackId)) || isPostgres(commandLine, stackId);
    }

    /** The server, or one of its children, which call themselves after the cluster. */
    static boolean isPostgres(String commandLine, String stackId) {
        return commandLine.contains(postgresMark(stackId))
                || commandLine.startsWith("postgres: " + stackId + ":");
    }

    static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
