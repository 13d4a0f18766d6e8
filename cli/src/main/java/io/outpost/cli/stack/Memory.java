package io.outpost.cli.stack;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Memory of the machine and of processes, in bytes, on Linux and macOS. */
final class Memory {
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final Pattern PAGE_SIZE = Pattern.compile("page size of (\\d+) bytes");
    private static final Pattern RECLAIMABLE_PAGES =
            Pattern.compile("Pages (?:free|inactive|speculative|purgeable):\\s+(\\d+)\\.");

    private Memory() {}

    /** What new processes can use without swapping; a container's limit counts too. */
    static long availableBytes() throws IOException, InterruptedException {
        long limit =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getTotalMemorySize();
        if (Files.exists(MEMINFO)) {
            return Math.min(limit, linuxAvailableBytes(Files.readString(MEMINFO)));
        }
        return Math.min(limit, macAvailableBytes(Shell.output(List.of("vm_stat"))));
    }

    static long linuxAvailableBytes(String meminfo) {
        Matcher matcher = AVAILABLE.matcher(meminfo);
        return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : Long.MAX_VALUE;
    }

    static long macAvailableBytes(String vmStat) {
        Matcher pageSize = PAGE_SIZE.matcher(vmStat);
        if (!pageSize.find()) {
            return Long.MAX_VALUE;
        }
        long pages =
                RECLAIMABLE_PAGES
                        .matcher(vmStat)
                        .results()
                        .mapToLong(result -> Long.parseLong(result.group(1)))
                        .sum();
        return pages * Long.parseLong(pageSize.group(1));
    }

    /** Resident bytes by process id; a process that has ended is absent. */
    static Map<Long, Long> residentBytes(List<Long> pids) throws IOException, InterruptedException {
        if (pids.isEmpty()) {
            return Map.of();
        }
        String list = pids.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Shell.output(List.of("ps", "-o", "pid=,rss=", "-p", list))
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .collect(
                        Collectors.toMap(
                                fields -> Long.valueOf(fields[0]),
                                fields -> Long.parseLong(fields[1]) << 10));
    }
}
