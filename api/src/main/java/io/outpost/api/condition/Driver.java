package io.outpost.api.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.series.Digits;
import io.outpost.api.series.Unit;
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
    public static List<Driver> parse(String json, Digits digits) {
        try {
            JsonNode drivers = MAPPER.readTree(json);
            return StreamSupport.stream(drivers.spliterator(), false)
                    .map(driver -> of(driver, digits))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, String> units(Collection<Driver> drivers) {
        return Unit.codes(drivers.stream().map(Driver::measure).distinct().toList());
    }

    private static Driver of(JsonNode driver, Digits digits) {
        String measure = driver.path("measure").asText();
        JsonNode value = driver.path("value");
        return new Driver(
                measure,
                value.isNumber() ? digits.value(measure, value.asDouble()) : null,
                driver.path("windowSeconds").asInt());
    }
}
