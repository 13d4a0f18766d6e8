package io.outpost.cli.simulate.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.simulate.scenario.Scenario;
import io.outpost.cli.simulate.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrueGroundTest {
    private static final Instant JANUARY = Instant.parse("2026-01-10T00:30:00Z");

    @TempDir private Path folder;

    @Test
    void writesALinePerPlaceOutdoorsAndHour() throws IOException {
        World world = new World(50, 7, "sim");
        List<String> lines = write(folder.resolve("truth.csv"), world, JANUARY, 5);
        assertEquals(TrueGround.HEADER, lines.get(0));
        assertEquals(1 + 49 * 5, lines.size(), "the fiftieth is a room");
        assertTrue(lines.get(1).startsWith(world.places().get(0).id() + ",2026-01-10T01:00:00Z,"));
        assertEquals(7, lines.get(1).split(",", -1).length);
        assertTrue(
                lines.stream().skip(1).mapToDouble(line -> value(line, 2)).max().orElseThrow() > 1,
                "in January snow lies somewhere, though the run has just begun");
    }

    @Test
    void theSameSeedHasTheSameTruth() throws IOException {
        List<String> first = write(folder.resolve("a.csv"), new World(5, 7, "sim"), JANUARY, 30);
        assertEquals(first, write(folder.resolve("b.csv.gz"), new World(5, 7, "sim"), JANUARY, 30));
        assertTrue(
                !first.equals(write(folder.resolve("c.csv"), new World(5, 8, "sim"), JANUARY, 30)));
    }

    @Test
    void aScenarioBeginsWithItsRun() throws IOException {
        World world = new World(Scenario.STORM, JANUARY.toEpochMilli(), 2, 7, "storm");
        List<String> lines = write(folder.resolve("truth.csv"), world, JANUARY, 34 * 24);
        double driest = lines.stream().skip(1).mapToDouble(l -> value(l, 4)).min().orElseThrow();
        double wettest = lines.stream().skip(1).mapToDouble(l -> value(l, 4)).max().orElseThrow();
        assertTrue(driest < 0.5 && wettest > 0.8, driest + " to " + wettest);
    }

    @Test
    void overwritesNothing() throws IOException {
        Path there = Files.createFile(folder.resolve("there.csv"));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> write(there, new World(1, 7, "sim"), JANUARY, 1));
    }

    private static List<String> write(Path file, World world, Instant from, int hours)
            throws IOException {
        long start = from.toEpochMilli();
        try (TrueGround truth = new TrueGround(file, world.places(), start)) {
            truth.advance(start + Duration.ofHours(hours).toMillis());
        }
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static double value(String line, int cell) {
        return Double.parseDouble(line.split(",", -1)[cell]);
    }
}
