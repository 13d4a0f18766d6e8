package io.outpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * A copy of the shipped settings, of Flink and of the jobs, with other values; what {@code
 * OUTPOST_FLINK_CONF} names.
 *
 * @param folder of the copy
 */
public record FlinkConf(Path folder) {

    /**
     * Copies them.
     *
     * @param home root of the repository
     */
    public static FlinkConf copy(Path home, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(home.resolve("flink-conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
            }
        }
        return new FlinkConf(folder);
    }

    /** Sets a key of Flink, which must not stand below another one. */
    public FlinkConf flink(String key, String value) throws IOException {
        return set("config.yaml", key, value, true);
    }

    /** Sets a key of the jobs. */
    public FlinkConf job(String key, String value) throws IOException {
        return set("outpost.yaml", key, value, false);
    }

    private FlinkConf set(String name, String key, String value, boolean mayBeNew)
            throws IOException {
        Path file = folder.resolve(name);
        String text = Files.readString(file);
        String line = key + ": " + value;
        String changed =
                text.replaceAll(
                        "(?m)^" + java.util.regex.Pattern.quote(key) + ":.*$",
                        Matcher.quoteReplacement(line));
        if (changed.equals(text) && !text.contains(line)) {
            if (!mayBeNew) {
                throw new IOException(name + " has no " + key);
            }
            changed = text + "\n" + line + "\n";
        }
        Files.writeString(file, changed);
        return this;
    }
}
