package io.outpost.cli.yaml;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.outpost.cli.console.CommandException;

/** Reads files that people write, in YAML (and so in JSON), into records. */
public final class YamlReader<T> {
    private final Class<T> type;
    private final String whole;
    private final YAMLMapper yaml;

    /**
     * @param whole what a file is called as a whole, such as "the mapping"
     * @param more how types are read that are not usual
     */
    public YamlReader(Class<T> type, String whole, Module... more) {
        this.type = type;
        this.whole = whole;
        this.yaml =
                YAMLMapper.builder()
                        .addModule(new JavaTimeModule())
                        .addModules(more)
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                        .build();
    }

    /**
     * Reads one file.
     *
     * @param file what to call the file in messages
     * @throws CommandException with the line and the key of the first mistake
     */
    public T read(String file, String text) {
        YamlComplaint complaint = new YamlComplaint(file, text, whole);
        try {
            return yaml.readValue(text, type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof JsonProcessingException cause
                    && !(cause instanceof JsonMappingException)) {
                throw complaint.notReadable(cause);
            }
            throw complaint.of(e);
        } catch (JsonProcessingException e) {
            throw complaint.notReadable(e);
        }
    }
}
