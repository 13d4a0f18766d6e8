package io.outpost.api.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.series.Ucum;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One reason of a state: what was measured over how long, with its value; the unit stands in the
 * measure's name.
 */
public record Driver(String measure, Double value, int windowSeconds) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads the stored form: an array of {measure, value, windowSeconds}. */
    public static List<Driver> parse(String json) {
        try {
            JsonNode drivers = MAPPER.readTree(json);
            return StreamSupport.stream(drivers.spliterator(), false).map(Driver::of).toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, String> units(Collection<Driver> drivers) {
        return Ucum.ofNames(drivers.stream().map(Driver::measure).distinct().toList());
    }

    private static Driver of(JsonNode driver) {
        return new Driver(
                driver.path("measure").asText(),
                driver.path("value").isNumber() ? (Double) driver.path("value").asDouble() : null,
                driver.path("windowSeconds").asInt());
    }
}
