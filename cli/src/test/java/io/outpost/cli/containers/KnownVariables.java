package io.outpost.cli.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The variables that a program reads: OUTPOST_* that its source names and one for each key of
 * outpost.yaml, and those by which the local stack sets the registry.
 */
record KnownVariables(Set<String> names) {
    private static final Pattern NAMED =
            Pattern.compile("\"((?:OUTPOST|APICURIO|QUARKUS)_[A-Z_]+)\"");
    private static final Pattern KEY = Pattern.compile("(?m)^([a-z][a-z0-9.-]*):");

    static KnownVariables of(Path home) throws IOException {
        Set<String> names = new HashSet<>();
        for (String module : new String[] {"api", "cli"}) {
            try (Stream<Path> files = Files.walk(home.resolve(module).resolve("src/main/java"))) {
                files.filter(Files::isRegularFile).forEach(file -> add(NAMED, file, names));
            }
        }
        Set<String> keys = new HashSet<>();
        add(KEY, home.resolve("flink-conf/outpost.yaml"), keys);
        keys.forEach(
                key ->
                        names.add(
                                "OUTPOST_"
                                        + key.toUpperCase(Locale.ROOT)
                                                .replace('.', '_')
                                                .replace('-', '_')));
        return new KnownVariables(names);
    }

    boolean has(String variable) {
        return names.contains(variable) || names.contains(variable.replaceFirst("_FILE$", ""));
    }

    private static void add(Pattern pattern, Path file, Set<String> names) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
