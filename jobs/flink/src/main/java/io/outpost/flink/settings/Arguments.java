package io.outpost.flink.settings;

import io.outpost.environment.Environment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The arguments of the job: where its settings stand, and single settings that go before them. */
public final class Arguments {
    private static final String USAGE =
            """
            usage: flink run JAR [--settings FILE] [--set KEY=VALUE]...
              --settings FILE   the settings; default: outpost.yaml in $FLINK_CONF_DIR
              --set KEY=VALUE   a setting that goes before all others
            A setting KEY is also an environment variable, which goes before the file:
              postgres.password is OUTPOST_POSTGRES_PASSWORD, or OUTPOST_POSTGRES_PASSWORD_FILE, a file with it""";

    private static final String FILE_NAME = "outpost.yaml";

    private Arguments() {}

    /** What to type, for the job with this jar. */
    public static String usage(String jar) {
        return USAGE.replace("JAR", jar);
    }

    /**
     * The settings that the arguments name.
     *
     * @throws IllegalArgumentException with a message that says what to do
     */
    public static GivenSettings settings(String[] arguments, Map<String, String> environment) {
        Path file = defaultFile(environment);
        Map<String, Object> overrides = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value\n" + USAGE);
            }
            switch (arguments[i]) {
                case "--settings" -> file = Path.of(arguments[i + 1]);
                case "--set" -> addOverride(arguments[i + 1], overrides);
                default ->
                        throw new IllegalArgumentException(
                                "unknown argument " + arguments[i] + "\n" + USAGE);
            }
        }
        return new GivenSettings(
                overrides, new Environment(environment), file == null ? Map.of() : read(file));
    }

    private static Path defaultFile(Map<String, String> environment) {
        String folder = environment.get("FLINK_CONF_DIR");
        Path file = folder == null ? null : Path.of(folder, FILE_NAME);
        return file != null && Files.exists(file) ? file : null;
    }

    private static void addOverride(String assignment, Map<String, Object> overrides) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--set needs KEY=VALUE, not " + assignment);
        }
        overrides.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static Map<String, Object> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<String, Object> settings =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return settings == null ? new LinkedHashMap<>() : new LinkedHashMap<>(settings);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the settings in " + file + ": " + e, e);
        } catch (YAMLException | ClassCastException e) {
            throw new IllegalArgumentException(
                    file + " is not a map of settings: " + e.getMessage(), e);
        }
    }
}
