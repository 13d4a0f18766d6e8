package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.ContentDigest;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The number of a log's partitions, on real processes; beside {@link StackIT}, as it takes long.
 */
class PartitionsIT {
    private static final String ROWS_WITH_REVISIONS =
            "SELECT string_agg(place_id || start_at || revision, ' ' ORDER BY place_id, start_at) FROM outpost.day_aggregates";
    private static final String NEWEST_EPOCH =
            "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    @TempDir static Path scratch;

    @Test
    void aLogInOtherPartitionsGivesTheSameRowsWithTheirRevisions() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home"));
        Path data = Files.createTempDirectory("outpost-e2e").resolve("data");
        String ports = "--ports-from=" + FreePorts.inARow(LocalStack.PORTS);
        try (LocalStack stack = new LocalStack(home, data).compileQuickly()) {
            stack.up("--emissions", ports);
            List<String> replay = new ArrayList<>(List.of("replay", "--wait"));
            replay.addAll(List.of("--mapping", "nycflights13"));
            Recordings.year(scratch).files().forEach(file -> replay.add(file.toString()));
            stack.outpost(replay.toArray(String[]::new));
            String rows = stack.one(ROWS_WITH_REVISIONS);
            List<String> content = ContentDigest.of(stack, "nyc-%");
            long epoch = stack.count(NEWEST_EPOCH);
            stack.outpost("relog", "--to=fewer", "--partitions=3");
            stack.outpost("down");
            FlinkConf fewer =
                    FlinkConf.copy(stack.home(), scratch.resolve("fewer"))
                            .job("log.topic", "fewer");
            stack.up(fewer.folder(), "--rebuild", "--emissions", ports);
            assertTrue(
                    stack.count(NEWEST_EPOCH) > epoch,
                    "the rebuilt rows are of a later submission");
            String verified = stack.outpost("verify", "--every");
            assertTrue(verified.contains(" lost=0 duplicated=0 wrong=0 stale=0"), verified);
            assertEquals(rows, stack.one(ROWS_WITH_REVISIONS));
            assertEquals(content, ContentDigest.of(stack, "nyc-%"));
        }
    }
}
