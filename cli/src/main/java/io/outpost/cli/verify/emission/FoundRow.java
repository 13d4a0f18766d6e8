package io.outpost.cli.verify.emission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a result, selected with times in ms since 1970. */
public record FoundRow(ResultSet row) implements Found {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public double number(String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? Double.NaN : number;
    }

    @Override
    public Long whole(String column) throws SQLException {
        long whole = row.getLong(column);
        return row.wasNull() ? null : (Long) whole;
    }

    @Override
    public String text(String column) throws SQLException {
        return row.getString(column);
    }

    @Override
    public boolean flag(String column) throws SQLException {
        return row.getBoolean(column);
    }

    @Override
    public JsonNode json(String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null ? null : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException(e);
        }
    }
}
