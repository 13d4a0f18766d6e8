package io.outpost.cli.simulate;

import io.outpost.cli.replay.ReplayException;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.IOException;
import java.sql.SQLException;

/** Why a run failed, and what to do. */
final class Explanation {
    private static final String NOT_ANSWERING =
            "\nIs the stack up? Ask: ./outpost status; start it: ./outpost up --detach";

    private Explanation() {}

    static String of(Exception failure) {
        if (failure instanceof ReplayException || failure instanceof IllegalArgumentException) {
            return failure.getMessage();
        }
        if (failure instanceof RegistryUnavailableException) {
            return failure.getMessage() + NOT_ANSWERING;
        }
        if (failure instanceof SQLException) {
            return "Postgres: " + failure.getMessage() + NOT_ANSWERING;
        }
        if (failure instanceof IOException) {
            return "The ledger or the truth cannot be written: " + failure.getMessage();
        }
        return failure.toString();
    }
}
