package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.PlaceEntry;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mapping file as it is written, key by key; resources/mappings/README.md says what they mean.
 * What is not there is null.
 */
record MappingFile(
        String name,
        String description,
        Match match,
        CsvLayout csv,
        IdSource place,
        IdSource sensor,
        Time time,
        String interval,
        List<String> missing,
        List<Double> sentinels,
        Map<String, Column> quantities,
        List<String> extras,
        List<Row> observations,
        List<PlaceEntry> places,
        PlaceSource otherPlaces) {

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                    .build();

    /** The block {@code time}. */
    record Time(
            String column,
            String pattern,
            String zone,
            boolean standardTime,
            String year,
            String month,
            String day,
            String hour,
            String minute) {}

    /** One of the {@code quantities}. */
    record Column(
            String column,
            String unit,
            Map<String, BigDecimal> replace,
            List<Double> sentinels,
            String derivedFrom) {}

    /** One of the {@code observations} that each row holds. */
    record Row(
            IdSource place, IdSource sensor, Map<String, Column> quantities, List<String> extras) {}

    /** What is not as it must be is named with its line and key. */
    static MappingFile read(Block root, String yaml) {
        try {
            return YAML.readValue(yaml, MappingFile.class);
        } catch (JsonMappingException e) {
            throw complaint(root, e);
        } catch (JsonProcessingException e) {
            throw Block.notReadable(
                    root.file(),
                    e.getLocation().getLineNr(),
                    String.valueOf(e.getOriginalMessage()),
                    e);
        }
    }

    /** Says in the words of mappings what Jackson says in those of Java. */
    private static CommandException complaint(Block root, JsonMappingException e) {
        Block block = root;
        for (JsonMappingException.Reference step : e.getPath()) {
            block =
                    block.at(
                            step.getFieldName() == null
                                    ? (Object) step.getIndex()
                                    : step.getFieldName());
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return block.complaint(
                    "is not known here; known: "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        if (e instanceof InvalidNullException) {
            return block.complaint("holds nothing; a text such as null needs quotes");
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return block.complaint(expectation(mismatch.getTargetType()));
        }
        return block.complaint("is not readable: " + e.getOriginalMessage());
    }

    private static String expectation(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "must be a block of keys";
        }
        if (type == boolean.class) {
            return "must be true or false";
        }
        if (type == Pattern.class) {
            return "is no regular expression";
        }
        if (type == char.class) {
            return "must be one character";
        }
        if (type == Double.class || type == BigDecimal.class) {
            return "must be a number";
        }
        return type == String.class
                ? "must be a single value"
                : "must be a whole number, 0 or more";
    }
}
