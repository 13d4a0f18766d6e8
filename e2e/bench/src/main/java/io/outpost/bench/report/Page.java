package io.outpost.bench.report;

import io.outpost.bench.fixture.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** The parts of docs/performance.md that are written by the command, each between two marks. */
public enum Page {
    MAIN("bench"),
    MICRO("bench micro"),
    MODELS("bench models"),
    LIVE("live"),
    HTTP("http"),
    READS("reads");

    private final String begin;
    private final String end;

    Page(String mark) {
        this.begin = "<!-- " + mark + ": begin -->\n";
        this.end = "<!-- " + mark + ": end -->\n";
    }

    /** Replaces what is between the marks. */
    public void write(String text) throws IOException {
        Path page = Fixtures.home().resolve("docs/performance.md");
        Files.writeString(page, with(Files.readString(page), text));
    }

    /** A page with another text between the marks. */
    String with(String page, String text) {
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no marks to put the table between");
        }
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }

    /** The command and the machine, to take the figures again. */
    public static String origin(CommandSpec spec) throws IOException {
        return "%nCommand: `./outpost bench %s`. Machine: %s, %d cores, %d MiB of memory, %s %s, Java %s.%n"
                .formatted(
                        String.join(" ", spec.root().commandLine().getParseResult().originalArgs()),
                        field("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / 1024,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version"));
    }

    private static String field(String file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }
}
