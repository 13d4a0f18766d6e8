package io.outpost.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir Path folder;

    @Test
    void aContenderThatMakesNoneHasNoSize() throws IOException, InterruptedException {
        assertEquals(0, Checkpoints.awaitBytes(folder.resolve("checkpoints")));
    }
}
