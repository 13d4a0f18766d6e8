package io.outpost.cli.stack;

import java.util.Locale;

/** Who asks the local Postgres, each with a password of its own and the rights of one group. */
enum PostgresLogin {
    API,
    CONDITIONS,
    ARCHIVE,
    /** The commands that only read: verify, reconcile, replay, simulate. */
    READER;

    /** Such as api. */
    String user() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of the migrations that it is granted, such as outpost_api. */
    String group() {
        return "outpost_" + user();
    }
}
