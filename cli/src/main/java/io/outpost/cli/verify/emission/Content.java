package io.outpost.cli.verify.emission;

import java.sql.SQLException;

/** What an emission says, its key, revision and time apart. */
public interface Content {
    /** How what was found differs, in words; empty when it does not. */
    String differences(Found found) throws SQLException;
}
