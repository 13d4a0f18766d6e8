package io.outpost.bench.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job's process is told.
 *
 * @param folder for checkpoints
 * @param restoreFrom checkpoint to go on from; empty: from the first record
 */
record JobAssignment(
        String bootstrapServers,
        String registryUrl,
        String postgresUrl,
        String flinkConf,
        String folder,
        int parallelism,
        String restoreFrom) {

    JobAssignment restoredFrom(String checkpoint) {
        return new JobAssignment(
                bootstrapServers,
                registryUrl,
                postgresUrl,
                flinkConf,
                folder,
                parallelism,
                checkpoint);
    }

    List<String> arguments() {
        return List.of(
                "kafka=" + bootstrapServers,
                "registry=" + registryUrl,
                "postgres=" + postgresUrl,
                "flink-conf=" + flinkConf,
                "folder=" + folder,
                "parallelism=" + parallelism,
                "restore=" + restoreFrom);
    }

    static JobAssignment parse(String[] arguments) {
        Map<String, String> values = values(arguments);
        return new JobAssignment(
                values.get("kafka"),
                values.get("registry"),
                values.get("postgres"),
                values.get("flink-conf"),
                values.get("folder"),
                Integer.parseInt(values.get("parallelism")),
                values.get("restore"));
    }

    /** Arguments of the form key=value. */
    static Map<String, String> values(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return values;
    }
}
