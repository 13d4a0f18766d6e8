package io.outpost.flink.settings;

import io.outpost.environment.Environment;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator has set: an argument goes before an environment variable, and that before the
 * file.
 */
public record GivenSettings(
        Map<String, Object> arguments, Environment environment, Map<String, Object> file) {

    /** All of them as if in a file. */
    public static GivenSettings of(Map<String, Object> values) {
        return new GivenSettings(Map.of(), new Environment(Map.of()), values);
    }

    /** Those that must be known; other programs have variables of their own. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>(file.keySet());
        keys.addAll(arguments.keySet());
        return keys;
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalArgumentException when its variable is given in vain
     */
    Optional<Object> value(String key) {
        return isVariable(key)
                ? environment.value(Environment.variable(key)).map(value -> value)
                : written(key);
    }

    /** The same without the variables. */
    Optional<Object> written(String key) {
        return Optional.ofNullable(arguments.get(key)).or(() -> Optional.ofNullable(file.get(key)));
    }

    /** True when its variable says what it is. */
    boolean isVariable(String key) {
        return !arguments.containsKey(key) && environment.has(Environment.variable(key));
    }
}
