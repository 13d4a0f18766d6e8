package io.outpost.cli.stack;

import java.util.List;
import java.util.Locale;

/** Who asks the local Postgres, each with a password of its own and the rights of one group. */
enum PostgresLogin {
    API("OUTPOST_POSTGRES_API_PASSWORD"),
    CONDITIONS("OUTPOST_POSTGRES_CONDITIONS_PASSWORD"),
    ARCHIVE("OUTPOST_POSTGRES_ARCHIVE_PASSWORD"),
    /** What notifies people of alerts: {@code outpost deliver}. */
    DELIVER("OUTPOST_POSTGRES_DELIVER_PASSWORD"),
    /** The commands that only read: verify, reconcile, replay, simulate. */
    READER("OUTPOST_POSTGRES_READER_PASSWORD"),
    /** People with BI tools, who read the views of docs/bi.md. */
    BI("OUTPOST_POSTGRES_BI_PASSWORD");

    /** People leave queries and transactions open, programs of ours do not. */
    private static final List<String> SETTINGS_OF_PEOPLE =
            List.of(
                    "CONNECTION LIMIT 10",
                    "SET statement_timeout = '1min'",
                    "SET idle_in_transaction_session_timeout = '1min'",
                    "SET default_transaction_read_only = on");

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

    /**
     * What its sessions begin with, by ALTER ROLE for a login that was just made; an operator may
     * change it.
     */
    List<String> firstSettings() {
        return this == BI ? SETTINGS_OF_PEOPLE : List.of();
    }

    /** Where a cluster of your own says it. */
    String passwordVariable() {
        return passwordVariable;
    }
}
