package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who makes the database of Outpost and its logins, and where: {@code url} is the database. */
record PostgresAdmin(String url, String user, String password) {
    private static final Pattern URL =
            Pattern.compile("(jdbc:postgresql://[^/?]+/)([A-Za-z_][A-Za-z0-9_]*)(\\?.*)?");

    /** A database that is always there. */
    private static final String MAINTENANCE = "postgres";

    String database() {
        return parts().group(2);
    }

    /** Where the database can be made while there is none. */
    String maintenanceUrl() {
        Matcher parts = parts();
        return parts.group(1) + MAINTENANCE + (parts.group(3) == null ? "" : parts.group(3));
    }

    private Matcher parts() {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new CommandException(
                    "The address of Postgres must be jdbc:postgresql://host:port/database, with a name of letters, digits and _, but is "
                            + url);
        }
        return parts;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
