package io.outpost.cli.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.schemas.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The reasons in a table's column {@code drivers}. */
final class Drivers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Drivers() {}

    static List<Driver> parse(String text) throws SQLException {
        try {
            List<Driver> drivers = new ArrayList<>();
            for (JsonNode driver : JSON.readTree(text)) {
                JsonNode value = driver.path("value");
                drivers.add(
                        new Driver(
                                driver.path("measure").asText(),
                                value.isNull() ? Double.NaN : value.asDouble(),
                                driver.path("windowSeconds").asInt()));
            }
            return drivers;
        } catch (JsonProcessingException e) {
            throw new SQLException("a column drivers is not as agreed: " + text, e);
        }
    }
}
