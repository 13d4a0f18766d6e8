package io.outpost.api.postgres;

import java.util.Set;

/** What a failed read says about the database, by its SQLSTATE. */
enum Outage {
    NOT_REACHABLE,
    TOO_SLOW,
    NONE;

    static final String NO_CONNECTION = "08000";
    private static final String CANCELLED = "57014";

    /**
     * Shutting down or starting up, out of connections, rejected, not yet migrated, a replica that
     * ended a read because it could not go on with what the primary had written, and what was the
     * primary and is written to as if it still were.
     */
    private static final Set<String> TRANSIENT_STATES =
            Set.of("57P01", "57P02", "57P03", "53300", "3D000", "3F000", "42P01", "40001", "25006");

    static Outage of(String sqlState) {
        if (sqlState.equals(CANCELLED)) {
            return TOO_SLOW;
        }
        boolean unreachable =
                sqlState.startsWith("08")
                        || sqlState.startsWith("28")
                        || TRANSIENT_STATES.contains(sqlState);
        return unreachable ? NOT_REACHABLE : NONE;
    }
}
