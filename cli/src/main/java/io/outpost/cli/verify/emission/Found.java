package io.outpost.cli.verify.emission;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;

/** A row or message as it was found, by names of columns. */
public interface Found {
    /** NaN when there is none. */
    double number(String column) throws SQLException;

    /** A count, or a time in ms since 1970; null when there is none. */
    Long whole(String column) throws SQLException;

    /** Null when there is none. */
    String text(String column) throws SQLException;

    boolean flag(String column) throws SQLException;

    /** Null when there is none. */
    JsonNode json(String column) throws SQLException;

    /** False for a column that what was found never has: a message has not all of a table. */
    default boolean has(String column) {
        return true;
    }

    /** 0 when there is none. */
    default long wholeOrZero(String column) throws SQLException {
        Long whole = whole(column);
        return whole == null ? 0 : whole;
    }

    /** Empty when there is none. */
    default String textOrEmpty(String column) throws SQLException {
        String text = text(column);
        return text == null ? "" : text;
    }
}
