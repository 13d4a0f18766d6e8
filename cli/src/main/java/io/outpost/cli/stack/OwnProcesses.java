package io.outpost.cli.stack;

import java.util.List;

/**
 * Running processes that carry a stack's id on their command line: those that the stack has
 * started.
 */
final class OwnProcesses {
    /** Of Prometheus and Alertmanager. */
    private static final String SETTINGS_OPTION = " --config.file=";

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

    /** Name of the folder with the settings of programs that have no other mark. */
    static String folderMark(String stackId) {
        return "outpost.stack=" + stackId;
    }

    /** The id alone is not enough: whoever looks for it has it on the command line too. */
    static boolean isOf(String commandLine, String stackId) {
        return commandLine.contains(javaMark(stackId))
                || isObserving(commandLine, stackId)
                || isPostgres(commandLine, stackId);
    }

    /**
     * Reads its settings in the marked folder; an editor may have that on its command line, too.
     */
    private static boolean isObserving(String commandLine, String stackId) {
        int option = commandLine.indexOf(SETTINGS_OPTION);
        return option >= 0 && commandLine.indexOf("/" + folderMark(stackId) + "/", option) >= 0;
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
