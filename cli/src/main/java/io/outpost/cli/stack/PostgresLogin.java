package io.outpost.cli.stack;

import java.util.Locale;

/** Who asks the local Postgres, each with a password of its own and the rights of one group. */
enum PostgresLogin {
    API("OUTPOST_POSTGRES_API_PASSWORD"),
    CONDITIONS("OUTPOST_POSTGRES_CONDITIONS_PASSWORD"),
    ARCHIVE("OUTPOST_POSTGRES_ARCHIVE_PASSWORD"),
    /** The commands that only read: verify, reconcile, replay, simulate. */
    READER("OUTPOST_POSTGRES_READER_PASSWORD");

    private final String passwordVariable;

    PostgresLogin(String passwordVariable) {
        this.passwordVariable = passwordVariable;
    }

    /** Such as api. */
    String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of the migrations that it is granted, such as outpost_api. */
    String group() {
        return "outpost_" + user();
    }

    /** Where a cluster of your own says it. */
    String passwordVariable() {
        return passwordVariable;
    }
}
