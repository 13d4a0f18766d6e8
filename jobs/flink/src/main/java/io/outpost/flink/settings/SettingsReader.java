package io.outpost.flink.settings;

import io.outpost.environment.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads settings by key and collects all that is wrong with them, so that it can be put right in
 * one go.
 */
public final class SettingsReader {
    private static final String NONE = "none";

    private final GivenSettings given;
    private final TreeSet<String> unread;
    private final List<String> errors = new ArrayList<>();

    public SettingsReader(GivenSettings given) {
        this.given = given;
        this.unread = new TreeSet<>(given.keys());
    }

    /** Leaves keys, by how they begin, to another job that reads the same settings. */
    public void leave(String... beginnings) {
        for (String beginning : beginnings) {
            unread.removeIf(key -> key.startsWith(beginning));
        }
    }

    public String text(String key, String preset) {
        String value = raw(key, preset).toString();
        if (value.isBlank()) {
            errors.add(name(key) + ": must not be empty");
        }
        return value;
    }

    /**
     * A text that may stand in a file of its own, which the key with "-file" names. Such a file
     * goes before the key, and a variable before the file unless an argument names it.
     */
    public String secret(String key, String preset) {
        String value = text(key, preset);
        unread.remove(key + "-file");
        boolean isVariable = given.isVariable(key) && !given.arguments().containsKey(key + "-file");
        String file = given.written(key + "-file").orElse(NONE).toString();
        return isVariable || file.equals(NONE) ? value : content(key, file, value);
    }

    private String content(String key, String file, String otherwise) {
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                errors.add(key + "-file: " + file + " is empty");
            }
            return secret;
        } catch (IOException | InvalidPathException e) {
            errors.add(key + "-file: cannot read " + file + ": " + e);
            return otherwise;
        }
    }

    public long integer(String key, long preset, long lowest, long highest) {
        String value = raw(key, preset).toString();
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with the range.
        }
        errors.add(
                "%s: must be a whole number from %d to %d, is '%s'"
                        .formatted(name(key), lowest, highest, value));
        return preset;
    }

    public double number(String key, double preset, double lowest, double highest) {
        String value = raw(key, preset).toString();
        try {
            double number = Double.parseDouble(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, together with the range.
        }
        errors.add(
                "%s: must be a number from %s to %s, is '%s'"
                        .formatted(name(key), lowest, highest, value));
        return preset;
    }

    public Duration duration(String key, Duration preset, Duration lowest, Duration highest) {
        String value = raw(key, preset).toString();
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(lowest) >= 0 && duration.compareTo(highest) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Reported below, together with the range.
        }
        errors.add(
                "%s: must be an ISO 8601 duration such as PT5S, from %s to %s, is '%s'"
                        .formatted(name(key), lowest, highest, value));
        return preset;
    }

    public <E extends Enum<E>> E choice(String key, E preset, Class<E> type) {
        String value = raw(key, preset).toString().toUpperCase(Locale.ROOT);
        for (E choice : type.getEnumConstants()) {
            if (choice.name().equals(value)) {
                return choice;
            }
        }
        errors.add(
                "%s: must be one of %s, is '%s'"
                        .formatted(name(key), Arrays.toString(type.getEnumConstants()), value));
        return preset;
    }

    public Map<String, Double> levels(String key, Map<String, Double> preset) {
        Object value = parsed(raw(key, preset));
        Map<String, Double> levels = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach(
                    (name, threshold) -> {
                        if (threshold instanceof Number number) {
                            levels.put(name.toString(), number.doubleValue());
                        } else {
                            errors.add(name(key) + ": threshold of " + name + " must be a number");
                        }
                    });
            return levels;
        }
        errors.add(name(key) + ": must be a map of level names and thresholds, mildest first");
        return preset;
    }

    /** A map that is given as text, by an argument or a variable, is written as in the file. */
    private static Object parsed(Object value) {
        try {
            return value instanceof String text
                    ? new Yaml(new SafeConstructor(new LoaderOptions())).load(text)
                    : value;
        } catch (YAMLException e) {
            return value;
        }
    }

    /** One of the levels; without the setting the preset, or the mildest where they lack that. */
    public String level(String key, String preset, Map<String, Double> levels) {
        String mildest = levels.keySet().iterator().next();
        String value = raw(key, levels.containsKey(preset) ? preset : mildest).toString();
        if (levels.containsKey(value)) {
            return value;
        }
        errors.add("%s: must be one of %s, is '%s'".formatted(name(key), levels.keySet(), value));
        return mildest;
    }

    /** A duration, or empty for "none". */
    public Optional<Duration> optionalDuration(String key, Duration lowest, Duration highest) {
        String value = raw(key, NONE).toString();
        return value.equals(NONE)
                ? Optional.empty()
                : Optional.of(duration(key, lowest, lowest, highest));
    }

    /** Notes an error that only shows when settings are put together. */
    public void check(String keys, Runnable attempt) {
        if (errors.isEmpty()) {
            attempt(
                    keys,
                    () -> {
                        attempt.run();
                        return null;
                    },
                    null);
        }
    }

    /** What is made of settings; the other value, and an error, when it cannot be. */
    public <T> T attempt(String keys, Supplier<T> made, T otherwise) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            errors.add(keys + ": " + e.getMessage());
            return otherwise;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws IllegalArgumentException with one line for each error; a key that nobody reads is one
     */
    public void requireNoErrors() {
        unread.forEach(key -> errors.add(key + ": there is no such setting"));
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    "Settings are wrong:\n  " + String.join("\n  ", errors));
        }
    }

    private Object raw(String key, Object preset) {
        unread.remove(key);
        try {
            return given.value(key).orElse(preset);
        } catch (IllegalArgumentException e) {
            errors.add(e.getMessage());
            return preset;
        }
    }

    /** Where the value stands that is read. */
    private String name(String key) {
        return given.isVariable(key) ? Environment.variable(key) : key;
    }
}
