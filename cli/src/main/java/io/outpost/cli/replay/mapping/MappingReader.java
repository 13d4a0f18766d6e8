package io.outpost.cli.replay.mapping;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.yaml.MistakeException;
import io.outpost.cli.yaml.Nearest;
import io.outpost.cli.yaml.YamlReader;
import io.outpost.core.weather.Quantity;
import java.util.List;

/** Reads a mapping file (YAML); resources/mappings/README.md describes the keys. */
public final class MappingReader {
    private static final YamlReader<Mapping> YAML =
            new YamlReader<>(
                    Mapping.class,
                    "the mapping",
                    new SimpleModule().addKeyDeserializer(Quantity.class, quantity()));

    private MappingReader() {}

    /**
     * Reads one mapping.
     *
     * @param file what to call the file in messages
     * @throws CommandException with the line and the key of the first mistake
     */
    public static Mapping read(String file, String yaml) {
        return YAML.read(file, yaml);
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
