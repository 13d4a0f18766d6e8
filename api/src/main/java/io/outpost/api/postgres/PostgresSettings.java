package io.outpost.api.postgres;

/**
 * Where the results are, and where they are read: from the same server, or from a replica of it.
 */
public record PostgresSettings(String url, String readUrl, String user, String password) {

    /** Read from where they are. */
    public PostgresSettings(String url, String user, String password) {
        this(url, url, user, password);
    }

    boolean readsFromReplica() {
        return !readUrl.equals(url);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url + (readsFromReplica() ? ", reads at " + readUrl : "");
    }
}
