package io.outpost.bench.contender;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a contender's process is told to do.
 *
 * @param kind name of a {@link ContenderKind}
 * @param records in the backlog
 * @param warmRecords records that are read before the clock starts
 * @param rows that the reference has written of all; 0: not known yet
 * @param endMillis results labelled with this instant or a later one are not counted
 * @param folder for checkpoints and state
 */
public record Assignment(
        String kind,
        String bootstrapServers,
        String registryUrl,
        int schemaId,
        int parallelism,
        long records,
        long warmRecords,
        long rows,
        long endMillis,
        String folder,
        String flinkConf,
        String postgresUrl) {

    /** Rows after which the clock starts, as far as they are known. */
    public long warmRows() {
        return (long) ((double) rows * warmRecords / records);
    }

    /** As arguments of the process. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("kind=" + kind);
        arguments.add("kafka=" + bootstrapServers);
        arguments.add("registry=" + registryUrl);
        arguments.add("schema=" + schemaId);
        arguments.add("parallelism=" + parallelism);
        arguments.add("records=" + records);
        arguments.add("warm=" + warmRecords);
        arguments.add("rows=" + rows);
        arguments.add("end=" + endMillis);
        arguments.add("folder=" + folder);
        arguments.add("flink-conf=" + flinkConf);
        arguments.add("postgres=" + postgresUrl);
        return arguments;
    }

    static Assignment parse(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new Assignment(
                values.get("kind"),
                values.get("kafka"),
                values.get("registry"),
                Integer.parseInt(values.get("schema")),
                Integer.parseInt(values.get("parallelism")),
                Long.parseLong(values.get("records")),
                Long.parseLong(values.get("warm")),
                Long.parseLong(values.get("rows")),
                Long.parseLong(values.get("end")),
                values.get("folder"),
                values.get("flink-conf"),
                values.get("postgres"));
    }
}
