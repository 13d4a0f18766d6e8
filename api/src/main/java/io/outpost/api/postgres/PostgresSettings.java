package io.outpost.api.postgres;

/** Where the results are read. */
public record PostgresSettings(String url, String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
