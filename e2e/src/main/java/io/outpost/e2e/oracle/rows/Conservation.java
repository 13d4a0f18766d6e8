package io.outpost.e2e.oracle.rows;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.log.ObservationLog;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.kafka.common.utils.Utils;

/**
 * The balance of each partition by the job's own counts: in = accepted + duplicate + conflict +
 * late + rejected + waiting, where rejected is by its places and before them.
 */
public final class Conservation {
    private Conservation() {}

    /**
     * Compares.
     *
     * @param rejectedBeforePlace by partition, as found on the topic of rejected records
     */
    public static void compare(
            ObservationLog log, long[] rejectedBeforePlace, Results results, Findings findings)
            throws SQLException {
        long[] in = log.recordsByPartition();
        long[] out = Arrays.copyOf(rejectedBeforePlace, in.length);
        results.all(
                "SELECT place_id, accepted + duplicate + conflict + late + rejected + waiting FROM"
                        + " outpost.place_tallies",
                row -> {
                    byte[] place = row.getString(1).getBytes(StandardCharsets.UTF_8);
                    int partition = Utils.toPositive(Utils.murmur2(place)) % out.length;
                    out[partition] += row.getLong(2);
                });
        for (int i = 0; i < in.length; i++) {
            findings.checked();
            String what =
                    "partition %d: %,d records in the log, %,d accounted for"
                            .formatted(i, in[i], out[i]);
            if (out[i] < in[i]) {
                findings.missing(in[i] - out[i], what);
            } else if (out[i] > in[i]) {
                findings.duplicated(out[i] - in[i], what);
            }
        }
    }
}
