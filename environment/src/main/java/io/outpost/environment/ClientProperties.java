package io.outpost.environment;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A file with properties of Kafka's clients. It says how brokers are reached and nothing else: what
 * a client does there is its program's to decide. As the properties of a job are stored with it, a
 * secret in them is a reference to another file.
 */
final class ClientProperties {
    private static final List<String> TAKEN =
            List.of(
                    "security.",
                    "sasl.",
                    "ssl.",
                    "client.dns.",
                    "metadata.",
                    "reconnect.",
                    "retry.",
                    "socket.",
                    "request.timeout.");

    private static final Pattern SECRET =
            Pattern.compile("ssl\\.keystore\\.key|.*\\.(password|passphrase|secret)");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{file:[^:}]+:[^}]+}");

    /** Has secrets among other things, by names of the login module's own. */
    private static final String LOGIN = "sasl.jaas.config";

    private static final Pattern SECRET_OF_A_LOGIN =
            Pattern.compile("(?i)(password|passphrase|secret)\\s*+=\\s*+[\"']?+(?!\\$\\{file:)");

    /** Kafka's clients put the value of a key of a file in the place of ${file:FILE:KEY}. */
    private static final Map<String, String> REFERENCES_TO_FILES =
            Map.of(
                    "config.providers",
                    "file",
                    "config.providers.file.class",
                    "org.apache.kafka.common.config.provider.FileConfigProvider");

    private ClientProperties() {}

    /**
     * Reads them, and adds what makes references work.
     *
     * @throws IllegalArgumentException with a message that names file, line and key
     */
    static Map<String, String> read(Path file) {
        Map<String, String> properties = new HashMap<>(REFERENCES_TO_FILES);
        List<String> lines = lines(file);
        int number = 0;
        while (number < lines.size()) {
            int first = number++;
            StringBuilder text = new StringBuilder(lines.get(first));
            while (isContinued(text) && number < lines.size()) {
                text.append('\n').append(lines.get(number++));
            }
            String place = file + ":" + (first + 1);
            entry(text.toString(), place)
                    .forEach((key, value) -> properties.put(key, checked(key, value, place)));
        }
        return properties;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e, e);
        }
    }

    /** By an odd number of backslashes at the end of what is no comment. */
    private static boolean isContinued(CharSequence text) {
        return Pattern.matches("(?s)\\s*([^\\s#!].*)?(?<!\\\\)(\\\\\\\\)*\\\\", text);
    }

    /** None or one. */
    private static Map<String, String> entry(String text, String place) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
        Map<String, String> entry = new HashMap<>();
        parsed.stringPropertyNames().forEach(key -> entry.put(key, parsed.getProperty(key)));
        return entry;
    }

    private static String checked(String key, String value, String place) {
        if (TAKEN.stream().noneMatch(key::startsWith)) {
            throw new IllegalArgumentException(
                    "%s: %s is not for this file, which takes only keys that begin with %s"
                            .formatted(place, key, String.join(", ", TAKEN)));
        }
        if (hasSecret(key, value)) {
            throw new IllegalArgumentException(
                    "%s: %s: write ${file:FILE:KEY} in the place of the secret, and the secret as KEY=... into FILE"
                            .formatted(place, key));
        }
        return value;
    }

    private static boolean hasSecret(String key, String value) {
        return key.equals(LOGIN)
                ? !REFERENCE.matcher(value).find() || SECRET_OF_A_LOGIN.matcher(value).find()
                : SECRET.matcher(key).matches() && !REFERENCE.matcher(value).matches();
    }
}
