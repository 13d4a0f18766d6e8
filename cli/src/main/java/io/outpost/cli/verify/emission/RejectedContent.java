package io.outpost.cli.verify.emission;

import java.sql.SQLException;

/**
 * A rejected record.
 *
 * @param placeId null where it was not an event of a place
 * @param contentHash of key and value; 0 where screening rejected it and the log knows it
 */
public record RejectedContent(String reason, String placeId, long position, long contentHash)
        implements Content {
    @Override
    public String differences(Found found) throws SQLException {
        return new Difference()
                .same("reason", reason, found.text("reason"))
                .same("place_id", placeId, found.text("place_id"))
                .toString();
    }
}
