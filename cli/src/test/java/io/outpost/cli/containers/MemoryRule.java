package io.outpost.cli.containers;

import io.outpost.cli.containers.ComposeFile.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container may have what its heaps and what its folders in memory can take, and something for
 * the JVM itself. In MiB.
 */
record MemoryRule(Path home, Service service) {
    private static final Pattern SIZE = Pattern.compile("([0-9]+)([kmg])");
    private static final Pattern HEAP = Pattern.compile("-Xmx([0-9]+[kmg])");
    private static final Pattern DIRECT = Pattern.compile("MaxDirectMemorySize=([0-9]+[kmg])");
    private static final Pattern TMPFS = Pattern.compile("size=([0-9]+[kmg])");

    /** Of a JVM beside its heap: classes, code, threads. */
    private static final long OVERHEAD = 128;

    Optional<String> objection() {
        String limit = service.text("mem_limit");
        if (!SIZE.matcher(limit).matches()) {
            return Optional.of(service.name() + ": has no memory limit");
        }
        long needed = heaps() + sum(TMPFS, service.text("tmpfs")) + sharedBuffers();
        return mebibytes(limit) >= needed
                ? Optional.empty()
                : Optional.of(
                        "%s: may have %s of memory, but needs %d MiB"
                                .formatted(service.name(), limit, needed));
    }

    /** Flink's processes take what config.yaml says, all in all. */
    private long heaps() {
        String entrypoint = service.text("entrypoint");
        for (String process : new String[] {"jobmanager", "taskmanager"}) {
            if (entrypoint.contains(process + ".sh")) {
                return mebibytes(ofFlink(process));
            }
        }
        String environment = service.text("environment");
        long jvms = HEAP.matcher(environment).results().count();
        return sum(HEAP, environment) + sum(DIRECT, environment) + jvms * OVERHEAD;
    }

    private String ofFlink(String process) {
        try {
            String settings = Files.readString(home.resolve("flink-conf/config.yaml"));
            Matcher size =
                    Pattern.compile("(?m)^" + process + "\\.memory\\.process\\.size: (\\S+)$")
                            .matcher(settings);
            if (!size.find()) {
                throw new AssertionError(process + ".memory.process.size is not in config.yaml");
            }
            return size.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long sharedBuffers() {
        Matcher buffers =
                Pattern.compile("shared_buffers=([0-9]+)MB").matcher(service.text("command"));
        return buffers.find() ? 4 * Long.parseLong(buffers.group(1)) : 0;
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text).results().mapToLong(found -> mebibytes(found.group(1))).sum();
    }

    private static long mebibytes(String size) {
        Matcher parts = SIZE.matcher(size.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new AssertionError("not a size: " + size);
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "k" -> number / 1024;
            case "m" -> number;
            default -> number * 1024;
        };
    }
}
