package io.outpost.api.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads the values that are left out, stored as {@code {"quantity": {"value", "reason"}}}. */
final class FlaggedValues {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FlaggedValues() {}

    private record Flagged(Double value, String reason) {}

    /** By quantity, with the reason as quality; null: none are flagged. */
    static Map<String, ObservedValue> parse(String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            Map<String, Flagged> flagged = MAPPER.readValue(json, new TypeReference<>() {});
            Map<String, ObservedValue> values = new TreeMap<>();
            flagged.forEach(
                    (name, f) -> values.put(name, new ObservedValue(f.value(), f.reason())));
            return values;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
