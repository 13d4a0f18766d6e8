package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.outpost.cli.console.CommandException;
import io.outpost.core.weather.Quantity;
import java.lang.reflect.RecordComponent;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a mapping file (YAML); resources/mappings/README.md describes the keys. */
public final class MappingReader {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new SimpleModule().addKeyDeserializer(Quantity.class, quantity()))
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    private static final Map<Class<?>, String> EXPECTED =
            Map.of(
                    boolean.class, "must be true or false",
                    Pattern.class, "is no regular expression",
                    char.class, "must be one character",
                    Double.class, "must be a number",
                    java.math.BigDecimal.class, "must be a number",
                    String.class, "must be a single value",
                    Charset.class, "is no encoding; such as UTF-8, ISO-8859-1 or windows-1252",
                    Duration.class, "must be a duration such as PT1H");

    private MappingReader() {}

    /**
     * Reads one mapping.
     *
     * @param file what to call the file in messages
     * @throws CommandException with the line and the key of the first mistake
     */
    public static Mapping read(String file, String yaml) {
        try {
            return YAML.readValue(yaml, Mapping.class);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof JsonProcessingException cause
                    && !(cause instanceof JsonMappingException)) {
                throw notReadable(file, cause);
            }
            throw complaint(file, yaml, e);
        } catch (JsonProcessingException e) {
            throw notReadable(file, e);
        }
    }

    private static CommandException notReadable(String file, JsonProcessingException e) {
        String problem = String.valueOf(e.getOriginalMessage()).strip();
        String remedy =
                problem.contains("cannot start any token")
                        ? ". Put such a text in quotes: \"%\""
                        : "";
        return new CommandException(
                "%s line %d: not readable as YAML: %s%s"
                        .formatted(file, e.getLocation().getLineNr(), problem, remedy),
                e);
    }

    /** Says in the words of mappings what Jackson says in those of Java. */
    private static CommandException complaint(String file, String yaml, JsonMappingException e) {
        List<Object> path = new ArrayList<>();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.add(Objects.requireNonNullElse(step.getFieldName(), step.getIndex()));
        }
        String what = what(e);
        if (e instanceof ValueInstantiationException created) {
            List<String> known = components(created.getType());
            for (String key : YamlLines.keysAt(yaml, path)) {
                // A key that is missing may stand under a wrong name, which Jackson sees later.
                if (!known.isEmpty() && !known.contains(key)) {
                    path.add(key);
                    return complaint(file, yaml, path, unknown(key, known), e);
                }
            }
        }
        if (e.getCause() instanceof MistakeException mistake) {
            path.addAll(mistake.path());
        }
        return complaint(file, yaml, path, what, e);
    }

    private static List<String> components(JavaType type) {
        return type.isRecordType()
                ? Stream.of(type.getRawClass().getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList()
                : List.of();
    }

    private static CommandException complaint(
            String file, String yaml, List<Object> path, String what, Exception cause) {
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
                                keys.isEmpty() ? "the mapping" : keys,
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
        return EXPECTED.getOrDefault(type, "must be a whole number, 0 or more");
    }

    private static KeyDeserializer quantity() {
        return new KeyDeserializer() {
            @Override
            public Quantity deserializeKey(String key, DeserializationContext context) {
                List<String> known = Quantity.sent().stream().map(Quantity::fieldName).toList();
                if (!known.contains(key)) {
                    throw new MistakeException(
                            "is no quantity; known: "
                                    + String.join(", ", known)
                                    + Nearest.question(key, known),
                            key);
                }
                return Quantity.sent().get(known.indexOf(key));
            }
        };
    }
}
