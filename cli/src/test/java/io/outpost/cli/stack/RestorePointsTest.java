package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestorePointsTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir private Path root;
    private RestorePoints points;

    @BeforeEach
    void folders() {
        points = new RestorePoints(root.resolve("checkpoints"), root.resolve("savepoints"));
    }

    @Test
    void hasNoneBeforeTheFirstRun() throws IOException {
        assertEquals(List.of(), points.newestFirst());
        assertEquals(List.of(), points.outdated());
    }

    @Test
    void theNewestComesFirstBeItSavepointOrCheckpoint() throws IOException {
        Path oldest = checkpoint("a", 1, 10);
        Path newest = checkpoint("b", 9, 40);
        Path savepoint = savepoint("s", 20);
        Path later = checkpoint("b", 8, 30);
        assertEquals(List.of(newest, later, savepoint, oldest), points.newestFirst());
    }

    @Test
    void noJobCanBeginWithTheStateOfAnother() throws IOException {
        DataFolder data = new DataFolder(root);
        RestorePoints conditions = RestorePoints.of(data, StackJob.CONDITIONS);
        RestorePoints archive = RestorePoints.of(data, StackJob.ARCHIVE);
        Path point = complete(archive.checkpoints().resolve("job/chk-1"), 1);
        Path other = complete(conditions.savepoints().resolve("s1"), 2);
        assertEquals(List.of(point), archive.newestFirst());
        assertEquals(List.of(other), conditions.newestFirst());
        assertEquals(List.of(), conditions.outdated());
    }

    @Test
    void theStateOfAWithdrawnVersionIsNoPlaceToGoOnFrom() throws IOException {
        Path before = checkpoint("old", 7, 10);
        Path stopped = savepoint("stop", 20);
        checkpoint("new", 1, 21);
        checkpoint("unknown", 1, 22);
        savepoint("down", 30);
        Path again = checkpoint("again", 1, 35);
        Path later = savepoint("later", 50);
        points.withdraw(stopped, BEGIN.plusSeconds(40), "again");
        assertEquals(List.of(later, again, stopped, before), points.newestFirst());
    }

    @Test
    void whatWasNotCompletedIsNoPlaceToGoOnFrom() throws IOException {
        Path complete = checkpoint("a", 1, 10);
        Files.createDirectories(root.resolve("checkpoints/a/chk-2"));
        Files.createDirectories(root.resolve("savepoints/half"));
        assertEquals(List.of(complete), points.newestFirst());
    }

    @Test
    void aSavepointOfBeforeAStopIsNotThatOfTheStop() throws IOException {
        savepoint("trial", 10);
        checkpoint("a", 1, 30);
        assertEquals(Optional.empty(), points.savepointSince(BEGIN.plusSeconds(20)));
        Path ofStop = savepoint("stop", 25);
        assertEquals(Optional.of(ofStop), points.savepointSince(BEGIN.plusSeconds(20)));
        assertEquals(Optional.of(ofStop), points.savepointSince(BEGIN.plusSeconds(25)));
    }

    @Test
    void keepsThreeSavepointsAndTheCheckpointsOfTwoJobs() throws IOException {
        for (int job = 1; job <= 3; job++) {
            checkpoint("job" + job, 1, job * 10);
            checkpoint("job" + job, 2, job * 10 + 1);
        }
        for (int savepoint = 1; savepoint <= 4; savepoint++) {
            savepoint("s" + savepoint, savepoint);
        }
        assertEquals(
                Set.of(root.resolve("savepoints/s1"), root.resolve("checkpoints/job1")),
                Set.copyOf(points.outdated()));
    }

    @Test
    void whatJobsLeftThatNeverCompletedACheckpointIsOutdated() throws IOException {
        checkpoint("good", 1, 10);
        Path never = Files.createDirectories(root.resolve("checkpoints/never/shared"));
        assertEquals(List.of(never.getParent()), points.outdated());
    }

    private Path checkpoint(String job, int number, int second) throws IOException {
        return complete(root.resolve("checkpoints/" + job + "/chk-" + number), second);
    }

    private Path savepoint(String name, int second) throws IOException {
        return complete(root.resolve("savepoints/" + name), second);
    }

    private static Path complete(Path folder, int second) throws IOException {
        Files.createDirectories(folder);
        Path metadata = Files.createFile(folder.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.from(BEGIN.plusSeconds(second)));
        return folder;
    }
}
