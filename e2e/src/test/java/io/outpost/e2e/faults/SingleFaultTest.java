package io.outpost.e2e.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.TypeConversionException;

class SingleFaultTest {
    private static final SingleFault.Converter CONVERTER = new SingleFault.Converter();
    private static final FileTime NOON = FileTime.from(Instant.parse("2026-06-01T12:00:00Z"));

    @Test
    void isChosenByItsLabelOrWithAllOthers() {
        for (SingleFault fault : SingleFault.values()) {
            assertEquals(List.of(fault), CONVERTER.convert(fault.label()));
        }
        assertEquals(List.of(SingleFault.values()), CONVERTER.convert("all"));
        assertThrows(TypeConversionException.class, () -> CONVERTER.convert("table_locked"));
    }

    @Test
    void theLoadGoesOnUntilTheStackIsTakenDownOnPurpose() {
        assertTrue(SingleFault.CHECKPOINT_BROKEN.isUnderLoad());
        assertTrue(!SingleFault.CHECKPOINTS_ALL_BROKEN.isUnderLoad());
        assertTrue(!SingleFault.UP_AGAIN.isUnderLoad());
    }

    /** Whoever looks for the newest by its time finds the same ones, broken or not. */
    @Test
    void whatIsBrokenKeepsItsTimeAndCanBeMended(@TempDir Path folder) throws IOException {
        Path metadata = Files.writeString(folder.resolve("_metadata"), "metadata");
        Path small = Files.writeString(folder.resolve("small"), "s");
        Path large = Files.writeString(folder.resolve("large"), "large");
        Files.setLastModifiedTime(metadata, NOON);
        Files.setLastModifiedTime(large, NOON);
        RetainedState state = new RetainedState(folder, NOON);

        state.breakMetadata();
        state.breakState();

        assertEquals(NOON, Files.getLastModifiedTime(metadata));
        assertEquals(NOON, Files.getLastModifiedTime(large));
        assertEquals("s", Files.readString(small));
        assertTrue(!"metadata".equals(text(metadata)) && !"large".equals(text(large)));
        assertEquals(5, Files.size(large));

        state.mend();

        assertEquals("metadata", text(metadata));
        assertEquals(NOON, Files.getLastModifiedTime(metadata));
        assertTrue(Files.notExists(folder.resolve("_metadata-kept")));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
