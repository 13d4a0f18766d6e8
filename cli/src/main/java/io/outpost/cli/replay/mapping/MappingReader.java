package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.outpost.cli.console.CommandException;
import io.outpost.core.weather.Quantity;
import java.util.List;

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
                throw new MappingComplaint(file, yaml).notReadable(cause);
            }
            throw new MappingComplaint(file, yaml).of(e);
        } catch (JsonProcessingException e) {
            throw new MappingComplaint(file, yaml).notReadable(e);
        }
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
