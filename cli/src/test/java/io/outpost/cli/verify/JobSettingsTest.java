package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.log.PlaceBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of the jobs say of bounds, with and without keys. */
class JobSettingsTest {
    @TempDir private Path folder;

    @Test
    void areAsSet() throws IOException {
        JobSettings settings =
                read("places.most: 7\nplaces.most-new-per-hour: 3\narchive.retention: P30D\n");
        assertEquals(new PlaceBounds(7, 3), settings.bounds());
        assertEquals(Optional.of(Duration.ofDays(30)), settings.archiveRetention());
    }

    @Test
    void areTheJobsOwnWhereNothingIsSet() throws IOException {
        assertEquals(new PlaceBounds(250, 200), read("{}\n").bounds());
    }

    private JobSettings read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), yaml);
        return JobSettings.read(file, folder.resolve("none.json"));
    }
}
