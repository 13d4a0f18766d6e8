package io.outpost.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Settings by environment variables. Each variable NAME may be given as NAME_FILE instead, which
 * names a file that holds the value, so that a secret stands in no environment and no argument.
 */
public final class Environment {
    private static final String PREFIX = "OUTPOST_";
    private static final String FILE = "_FILE";

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** That of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** The variable of a setting: OUTPOST_POSTGRES_BATCH_ROWS for postgres.batch-rows. */
    public static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * The value of a variable, or the content of its file without the line break at its end; empty
     * when neither is given. A variable that is set to nothing is not given.
     *
     * @throws IllegalArgumentException when both are given, or the file cannot be read or is empty;
     *     the message names the variable and the file
     */
    public Optional<String> value(String name) {
        Optional<String> value = given(name);
        Optional<String> file = given(name + FILE);
        if (value.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "%s and %s are both given; give one of them".formatted(name, name + FILE));
        }
        return value.or(() -> file.map(path -> content(name + FILE, path)));
    }

    /** True when the variable or its file is given. */
    public boolean has(String name) {
        return given(name).or(() -> given(name + FILE)).isPresent();
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static String content(String name, String path) {
        try {
            String content = withoutLastLineBreak(Files.readString(Path.of(path)));
            if (content.isEmpty()) {
                throw new IllegalArgumentException("%s: %s is empty".formatted(name, path));
            }
            return content;
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "%s: cannot read %s: %s".formatted(name, path, e), e);
        }
    }

    /** One only: what a text file ends with, and an editor adds. */
    private static String withoutLastLineBreak(String text) {
        String rest = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return rest.length() < text.length() && rest.endsWith("\r")
                ? rest.substring(0, rest.length() - 1)
                : rest;
    }
}
