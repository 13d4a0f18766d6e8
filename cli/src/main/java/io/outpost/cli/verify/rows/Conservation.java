package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.log.PartitionCounts;
import io.outpost.cli.verify.report.Findings;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The balance of each partition: records = ticks + preferences + parameters + observations
 * accepted, duplicate, conflict, late, waiting or rejected. Observations are counted by the job's
 * counters, and rejected records on their topic; only what counters are not due to say yet is the
 * log's own.
 */
public final class Conservation {
    private Conservation() {}

    /**
     * Compares.
     *
     * @param rejectedByScreening by partition, as found on the topic of rejected records
     */
    public static void compare(
            PartitionCounts[] log,
            long[] rejectedByScreening,
            PlaceTotals totals,
            Scope scope,
            Results results,
            Findings findings)
            throws SQLException {
        long[] out = new long[log.length];
        for (int i = 0; i < log.length; i++) {
            out[i] = log[i].ticks + log[i].preferences + log[i].parameters + rejectedByScreening[i];
        }
        Map<String, Long> byPlace = new HashMap<>();
        totals.counted().keySet().forEach(id -> byPlace.put(id, totals.notEmitted(id)));
        results.all(
                "SELECT place_id, revision, accepted + duplicate + conflict + late + rejected +"
                        + " waiting FROM outpost.place_counters",
                row -> {
                    String id = row.getString(1);
                    boolean later = row.getLong(2) > scope.revision(id);
                    if (later) {
                        byPlace.computeIfPresent(id, (place, open) -> totals.counted().get(id));
                    } else {
                        byPlace.merge(id, row.getLong(3), Long::sum);
                    }
                });
        byPlace.forEach((id, count) -> out[partitionOf(id, out.length)] += count);
        for (int i = 0; i < log.length; i++) {
            compare(i, log[i].records, out[i], findings);
        }
    }

    private static int partitionOf(String placeId, int partitions) {
        byte[] bytes = placeId.getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
    }

    private static void compare(int partition, long in, long out, Findings findings) {
        findings.checked();
        String what =
                "partition %d: %,d records in the log, %,d counted".formatted(partition, in, out);
        if (out < in) {
            findings.missing(in - out, what);
        } else if (out > in) {
            findings.duplicated(out - in, what);
        }
    }
}
