package io.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.environment.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir private Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assertEquals("replay", completed("outpost", "repl"));
        assertEquals("--dry-run", completed("outpost", "replay", "--dry"));
        assertEquals("--purge", completed("outpost", "down", "--pu"));
    }

    /** What bash makes of the last word. */
    private String completed(String... words) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), script());
        String line = String.join(" ", words);
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                "source \"$0\"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_outpost; echo \"${COMPREPLY[@]}\"",
                                script.toString(),
                                line)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String script() {
        StringWriter out = new StringWriter();
        assertEquals(
                0,
                Outpost.commandLine(new Environment(Map.of()))
                        .setOut(new PrintWriter(out))
                        .execute("completion"));
        return out.toString();
    }
}
