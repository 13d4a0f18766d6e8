package io.outpost.api.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.display.Display;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * One reason of a state: what was measured over how long, with its value. The measure's name ends
 * with the unit that the value is kept in.
 */
public record Driver(String measure, Double value, int windowSeconds) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Reads the stored form: an array of {measure, value, windowSeconds}. */
    public static List<Driver> parse(String json, Display display) {
        try {
            JsonNode drivers = MAPPER.readTree(json);
            return StreamSupport.stream(drivers.spliterator(), false)
                    .map(driver -> of(driver).shown(display))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The UCUM codes of their units, by measure. */
    public static Map<String, String> units(Collection<Driver> drivers, Display display) {
        return display.codes(drivers.stream().map(Driver::measure).distinct().toList());
    }

    /** This reason with its value as it is asked for. */
    public Driver shown(Display display) {
        return new Driver(measure, display.value(measure, value), windowSeconds);
    }

    private static Driver of(JsonNode driver) {
        JsonNode value = driver.path("value");
        return new Driver(
                driver.path("measure").asText(),
                value.isNumber() ? (Double) value.asDouble() : null,
                driver.path("windowSeconds").asInt());
    }
}
