package io.outpost.api.preference;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Request;
import java.util.Map;

/** The id of a preference in a path; other routes have their names in its place. */
final class PreferenceId {

    /** By their names what they allow. */
    private static final Map<String, String> OTHER_ROUTES =
            Map.of("schema", "GET, HEAD", "templates", "GET, HEAD", "backtest", "POST");

    private PreferenceId() {}

    /**
     * That of a request.
     *
     * @throws ProblemException METHOD_NOT_ALLOWED where another route is meant
     */
    static String of(Request request) {
        String id = request.variable("id");
        String allowed = OTHER_ROUTES.get(id);
        if (allowed != null) {
            throw new ProblemException(
                            ProblemKind.METHOD_NOT_ALLOWED,
                            "No preference has this id, as another route has its name.")
                    .with("Allow", allowed);
        }
        return id;
    }
}
