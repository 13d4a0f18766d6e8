package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WriterEpochTest {
    @Test
    void risesAcrossRuns(@TempDir Path root) throws IOException {
        DataFolder data = new DataFolder(root);
        assertEquals(1, WriterEpoch.of(data).next());
        assertEquals(2, WriterEpoch.of(data).next());
        assertEquals(3, WriterEpoch.of(new DataFolder(root)).next());
    }
}
