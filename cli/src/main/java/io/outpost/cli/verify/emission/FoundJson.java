package io.outpost.cli.verify.emission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;

/**
 * An emission or a message as JSON.
 *
 * @param namesAll true: what has no value is named too, and what is not named it does not have;
 *     false: what has no value is left out
 */
public record FoundJson(JsonNode object, boolean namesAll) implements Found {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public boolean has(String column) {
        return !namesAll || object.has(column);
    }

    @Override
    public double number(String column) {
        JsonNode node = object.path(column);
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    @Override
    public Long whole(String column) {
        JsonNode node = object.path(column);
        return node.isIntegralNumber() ? (Long) node.asLong() : null;
    }

    @Override
    public String text(String column) {
        JsonNode node = object.path(column);
        return node.isTextual() ? node.asText() : null;
    }

    @Override
    public boolean flag(String column) {
        return object.path(column).asBoolean();
    }

    @Override
    public JsonNode json(String column) throws SQLException {
        JsonNode node = object.path(column);
        try {
            return node.isTextual()
                    ? JSON.readTree(node.asText())
                    : node.isMissingNode() ? null : node;
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }
}
