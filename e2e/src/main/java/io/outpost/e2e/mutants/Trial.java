package io.outpost.e2e.mutants;

import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A stack on which steps are taken.
 *
 * @param conditionsJar the job that a step starts
 * @param senderClasspath of the command that a step sends with
 */
record Trial(
        TrialStack stack,
        FlinkJobs flink,
        Checkpoints checkpoints,
        ObservationLog log,
        Path productJar,
        Path conditionsJar,
        String senderClasspath) {

    Trial withJar(Path jar) {
        return new Trial(stack, flink, checkpoints, log, productJar, jar, senderClasspath);
    }

    Trial withSender(String classpath) {
        return new Trial(stack, flink, checkpoints, log, productJar, conditionsJar, classpath);
    }

    /** How many alerts Postgres has. */
    long alerts() throws SQLException {
        return Long.parseLong(stack.one("SELECT count(*) FROM outpost.alerts"));
    }
}
