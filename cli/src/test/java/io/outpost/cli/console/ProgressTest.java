package io.outpost.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private long nanos;

    private Progress progress(boolean terminal) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Progress(out, terminal, () -> nanos);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "|");
    }

    @Test
    void printsALineEachSecond() {
        Progress progress = progress(false);
        progress.update("1");
        progress.update("2");
        nanos += TimeUnit.SECONDS.toNanos(1);
        progress.update("3");
        assertEquals("1|3|", printed());
    }

    @Test
    void whatRunsForEverFillsNoFileWithIt() {
        Progress progress = progress(false);
        progress.say("begun");
        progress.updateOnTerminal("1");
        assertEquals("begun|", printed());
    }

    @Test
    void onATerminalItIsOneLineThatWhatStaysTakesThePlaceOf() {
        Progress progress = progress(true);
        progress.updateOnTerminal("1");
        progress.say("begun");
        assertEquals("\r\u001b[K1\r\u001b[Kbegun|", printed());
    }
}
