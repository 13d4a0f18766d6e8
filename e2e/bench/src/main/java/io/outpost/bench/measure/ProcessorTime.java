package io.outpost.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Time that processes have had on the processors, user and system, from /proc. */
final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of /proc/PID/stat after the name, counted from 0: utime, stime, cutime, cstime. */
    private static final int FIRST_FIELD = 11;

    private ProcessorTime() {}

    /** Seconds of a process, its children that live, and those that have ended. */
    static double seconds(long pid) {
        double own = read(pid, 4);
        return own
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> read(child.pid(), 4))
                        .sum();
    }

    private static double read(long pid, int fields) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = 0; i < fields; i++) {
                ticks += Long.parseLong(values[FIRST_FIELD + i]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }
}
