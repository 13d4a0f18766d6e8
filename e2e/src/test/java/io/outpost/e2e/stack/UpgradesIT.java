package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.ContentDigest;
import io.outpost.e2e.rig.FlinkConf;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose job is changed for other versions, and then its log for another one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradesIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int GOOD_VERSIONS = 2;

    /** The simulator's is behind those of the stack. */
    private static final int PORTS = LocalStack.PORTS + 1;

    private static final String ROWS_WITH_REVISIONS =
            "SELECT string_agg(place_id || start_at || revision, ' ' ORDER BY place_id, start_at) FROM outpost.day_aggregates WHERE place_id LIKE 'nyc-%'";
    private static final String NEWEST_EPOCH =
            "SELECT max(writer_epoch) FROM outpost.writer_epochs";

    @TempDir static Path scratch;

    private static LocalStack stack;
    private static String ports;

    @BeforeAll
    static void up() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home"));
        Path data = Files.createTempDirectory("outpost-upgrades").resolve("data");
        ports = "--ports-from=" + FreePorts.inARow(PORTS);
        stack = new LocalStack(home, data).compileQuickly();
        stack.up("--ha", "--emissions", ports);
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    /** The brief form of the upgrade drills. */
    @Test
    @Order(1)
    void goodVersionsComeToRunAndBadOnesAreRefusedOrTakenBack() throws Exception {
        long epoch = newestEpoch();
        LocalStack.Result drills =
                stack.run(LIMIT, "drill", "upgrade", "--brief", "--running", "--places=12", ports);
        System.out.println(drills.output());
        assertEquals(0, drills.exitCode(), drills.output());
        assertClean(drills.output());
        assertTrue(
                newestEpoch() >= epoch + GOOD_VERSIONS,
                "each version that came to run writes with an epoch of its own");
    }

    @Test
    @Order(2)
    void aLogInOtherPartitionsGivesTheSameRowsWithTheirRevisions() throws Exception {
        List<String> replay = new ArrayList<>(List.of("replay", "--wait"));
        replay.addAll(List.of("--mapping", "nycflights13"));
        Recordings.year(scratch).files().forEach(file -> replay.add(file.toString()));
        stack.outpost(replay.toArray(String[]::new));
        String rows = stack.one(ROWS_WITH_REVISIONS);
        List<String> content = ContentDigest.of(stack, "nyc-%");
        long epoch = newestEpoch();
        stack.outpost("relog", "--to=fewer", "--partitions=3");
        stack.outpost("down");
        FlinkConf fewer =
                FlinkConf.copy(stack.home(), scratch.resolve("fewer")).job("log.topic", "fewer");
        stack.up(fewer.folder(), "--rebuild", "--ha", "--emissions", ports);
        assertTrue(newestEpoch() > epoch, "the rebuilt rows are of a later submission");
        assertClean(stack.outpost("verify", "--every"));
        assertEquals(rows, stack.one(ROWS_WITH_REVISIONS));
        assertEquals(content, ContentDigest.of(stack, "nyc-%"));
    }

    private static void assertClean(String output) {
        assertTrue(output.contains(" lost=0 duplicated=0 wrong=0 stale=0"), output);
    }

    private static long newestEpoch() throws SQLException {
        return stack.count(NEWEST_EPOCH);
    }
}
