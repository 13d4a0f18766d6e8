package io.outpost.cli.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.outpost.cli.console.CommandException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says in the words of a file, with file, line and key, what Jackson says in those of Java.
 *
 * @param whole what the file is called as a whole, such as "the mapping"
 */
record YamlComplaint(String file, String yaml, String whole) {
    private static final Map<Class<?>, String> EXPECTED =
            Map.of(
                    boolean.class, "must be true or false",
                    Pattern.class, "is no regular expression",
                    char.class, "must be one character",
                    Double.class, "must be a number",
                    double.class, "must be a number",
                    BigDecimal.class, "must be a number",
                    String.class, "must be a single value",
                    Charset.class, "is no encoding; such as UTF-8, ISO-8859-1 or windows-1252",
                    Duration.class, "must be a duration such as PT1H");

    CommandException notReadable(JsonProcessingException e) {
        String problem = String.valueOf(e.getOriginalMessage());
        int line = e.getLocation().getLineNr();
        if (e.getCause() instanceof MarkedYAMLException cause && cause.getProblemMark() != null) {
            problem = cause.getProblem();
            line = cause.getProblemMark().getLine() + 1;
        }
        String remedy =
                problem.contains("cannot start any token")
                        ? ". Put such a text in quotes: \"%\""
                        : "";
        return new CommandException(
                file + " line " + line + ": not readable as YAML: " + problem + remedy, e);
    }

    CommandException of(JsonMappingException e) {
        List<Object> path = new ArrayList<>();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.add(Objects.requireNonNullElse(step.getFieldName(), step.getIndex()));
        }
        if (e instanceof ValueInstantiationException created) {
            List<String> known = components(created.getType());
            for (String key : YamlLines.keysAt(yaml, path)) {
                // A key that is missing may stand under a wrong name, which Jackson sees later.
                if (!known.isEmpty() && !known.contains(key)) {
                    path.add(key);
                    return complaint(path, unknown(key, known), e);
                }
            }
        }
        if (e.getCause() instanceof MistakeException mistake) {
            path.addAll(mistake.path());
        }
        return complaint(path, what(e), e);
    }

    private static List<String> components(JavaType type) {
        return type.isRecordType()
                ? Stream.of(type.getRawClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private CommandException complaint(List<Object> path, String what, Exception cause) {
        String keys =
                path.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.joining("."));
        return new CommandException(
                "%s line %d: '%s' %s"
                        .formatted(
                                file,
                                YamlLines.lineOf(yaml, path),
                                keys.isEmpty() ? whole : keys,
                                what),
                cause);
    }

    private static String what(JsonMappingException e) {
        if (e.getCause() instanceof MistakeException mistake) {
            return mistake.getMessage();
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknown(
                    unknown.getPropertyName(),
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
        }
        if (e instanceof InvalidNullException) {
            return "holds nothing; a text such as null needs quotes";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            String given =
                    e instanceof InvalidFormatException wrong
                            ? ", not '" + wrong.getValue() + "'"
                            : "";
            return expectation(mismatch.getTargetType()) + given;
        }
        return "is not readable: " + e.getOriginalMessage();
    }

    private static String unknown(String key, List<String> known) {
        return "is not known here; known: "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + Nearest.question(key, known);
    }

    private static String expectation(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "must be a block of keys";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Stream.of(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return EXPECTED.getOrDefault(type, "must be a whole number, 0 or more");
    }
}
