package io.outpost.bench.stage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Time that processes have had on the processors, user and system, from /proc. */
public final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;

    private static final Pattern COMPILER = Pattern.compile("C[12] CompilerThre");

    /** Fields of /proc/PID/stat after the name, counted from 0: utime, stime, cutime, cstime. */
    private static final int FIRST_FIELD = 11;

    /** Fields of the first line of /proc/stat: user .. steal; of them idle and iowait. */
    private static final int MACHINE_FIELDS = 8;

    private static final Set<Integer> IDLE_FIELDS = Set.of(4, 5);

    private ProcessorTime() {}

    /** Seconds of a process, its children that live, and those that have ended. */
    public static double seconds(long pid) {
        double own = read(pid, 4);
        return own
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToDouble(child -> read(child.pid(), 4))
                        .sum();
    }

    /** Seconds of all processors of the machine together, without those in which they idled. */
    public static double ofMachineSeconds() throws IOException {
        String[] values = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
        long ticks = 0;
        for (int i = 1; i <= MACHINE_FIELDS; i++) {
            ticks += IDLE_FIELDS.contains(i) ? 0 : Long.parseLong(values[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Seconds that the compilers of a JVM have had, of its own. */
    public static double compilerSeconds(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        double seconds = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                seconds += isCompiler(thread) ? read(thread.resolve("stat"), 2) : 0;
            }
        } catch (IOException e) {
            return seconds;
        }
        return seconds;
    }

    /** False for a thread that has ended meanwhile. */
    private static boolean isCompiler(Path thread) {
        try {
            return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt();
        } catch (IOException e) {
            return false;
        }
    }

    private static double read(long pid, int fields) {
        return read(Path.of("/proc", Long.toString(pid), "stat"), fields);
    }

    private static double read(Path file, int fields) {
        try {
            String stat = Files.readString(file);
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
