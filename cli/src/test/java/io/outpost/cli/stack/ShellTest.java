package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellTest {
    @Test
    void givesAllThatWasPrintedWhateverTheExitCode() throws IOException, InterruptedException {
        assertEquals(
                "out\nerror\n",
                Shell.output(List.of("sh", "-c", "echo out; echo error >&2; exit 3")));
    }

    @Test
    void knowsSuccessFromFailureAndFromAProgramThatIsNotThere() throws InterruptedException {
        assertTrue(Shell.succeeds(List.of("true")));
        assertFalse(Shell.succeeds(List.of("false")));
        assertFalse(Shell.succeeds(List.of("no-such-program-of-outpost")));
        assertThrows(IOException.class, () -> Shell.output(List.of("no-such-program-of-outpost")));
    }

    @Test
    void programsThatReadFindNoInput() throws IOException, InterruptedException {
        assertEquals("", Shell.output(List.of("cat")));
    }
}
