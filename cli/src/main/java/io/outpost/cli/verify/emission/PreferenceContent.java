package io.outpost.cli.verify.emission;

import io.outpost.cli.verify.log.LoggedPreference;
import java.sql.SQLException;

/**
 * A version of a preference at a place.
 *
 * @param appliedFromMillis first minute that it applies to; null: from the first observation
 * @param hourAppliedFromMillis first hour that it applies to; null: from the first observation
 */
public record PreferenceContent(
        LoggedPreference logged, Long appliedFromMillis, Long hourAppliedFromMillis)
        implements Content {
    @Override
    public String differences(Found found) throws SQLException {
        return new Difference()
                .same("owner_id", logged.ownerId(), found.text("owner_id"))
                .same("version", logged.version(), found.whole("version"))
                .same("document", logged.document(), found.text("document"))
                .same("applied_from", appliedFromMillis, found.whole("applied_from"))
                .same("hour_applied_from", hourAppliedFromMillis, found.whole("hour_applied_from"))
                .toString();
    }
}
