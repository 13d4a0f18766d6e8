package io.outpost.bench.contender;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a contender's process is told to do.
 *
 * @param kind name of a {@link ContenderKind}
 * @param topic that the plain consumers read; all else reads the observations topic
 * @param records to work through
 * @param warmPassRecords records of the pass before, which is not measured; 0: no such pass
 * @param warmSeconds after which no further such pass begins
 * @param marks numbers of records at which the watcher reads its clocks, ascending; 0: when the
 *     pass begins
 * @param rows that the reference has written of all; 0: not known yet
 * @param corrected true: the last revision of each row counts, not every row
 * @param endMillis results labelled with this instant or a later one are not counted
 * @param folder for checkpoints and state
 */
public record Assignment(
        String kind,
        String bootstrapServers,
        String registryUrl,
        int schemaId,
        int parallelism,
        String topic,
        long records,
        long warmPassRecords,
        int warmSeconds,
        List<Long> marks,
        long rows,
        boolean corrected,
        long endMillis,
        String folder,
        String flinkConf,
        String postgresUrl) {

    /** Where the state of the measured pass is. */
    public Path measuredFolder() {
        return Path.of(folder, "measured");
    }

    /** Rows after so many records, as far as they are known. */
    long rowsAt(long recordsDone) {
        return (long) ((double) rows * recordsDone / records);
    }

    /** The pass that is not measured: over the first records. */
    Assignment warmPass() {
        return pass(warmPassRecords, rowsAt(warmPassRecords), Path.of(folder, "warm"));
    }

    /** The pass that counts: over all of them. */
    Assignment measuredPass() {
        return pass(records, rows, measuredFolder());
    }

    private Assignment pass(long passRecords, long passRows, Path passFolder) {
        return new Assignment(
                kind,
                bootstrapServers,
                registryUrl,
                schemaId,
                parallelism,
                topic,
                passRecords,
                0,
                warmSeconds,
                marks,
                passRows,
                corrected,
                endMillis,
                passFolder.toString(),
                flinkConf,
                postgresUrl);
    }

    /** As arguments of the process. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add("kind=" + kind);
        arguments.add("kafka=" + bootstrapServers);
        arguments.add("registry=" + registryUrl);
        arguments.add("schema=" + schemaId);
        arguments.add("parallelism=" + parallelism);
        arguments.add("topic=" + topic);
        arguments.add("records=" + records);
        arguments.add("warm-pass=" + warmPassRecords);
        arguments.add("warm-seconds=" + warmSeconds);
        arguments.add(
                "marks=" + marks.stream().map(String::valueOf).collect(Collectors.joining(",")));
        arguments.add("rows=" + rows);
        arguments.add("corrected=" + corrected);
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
                values.get("topic"),
                Long.parseLong(values.get("records")),
                Long.parseLong(values.get("warm-pass")),
                Integer.parseInt(values.get("warm-seconds")),
                Arrays.stream(values.get("marks").split(",", -1)).map(Long::valueOf).toList(),
                Long.parseLong(values.get("rows")),
                Boolean.parseBoolean(values.get("corrected")),
                Long.parseLong(values.get("end")),
                values.get("folder"),
                values.get("flink-conf"),
                values.get("postgres"));
    }
}
