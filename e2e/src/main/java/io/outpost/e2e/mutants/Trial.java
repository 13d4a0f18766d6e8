package io.outpost.e2e.mutants;

import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A stack on which steps are taken.
 *
 * @param conditionsJar the job that a step starts
 * @param senderClasspath of the command that a step sends with
 */
record Trial(
        LocalStack stack,
        FlinkRest flink,
        CheckpointWatch checkpoints,
        TrialLog log,
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
        return stack.count("SELECT count(*) FROM outpost.alerts");
    }
}
