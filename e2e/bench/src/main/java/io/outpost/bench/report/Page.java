package io.outpost.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of docs/performance.md that are written by the command, each between two marks. */
public enum Page {
    MAIN("bench"),
    MICRO("bench micro"),
    LIVE("live");

    private static final String FILE = "performance.md";

    private final String begin;
    private final String end;

    Page(String mark) {
        this.begin = "<!-- " + mark + ": begin -->\n";
        this.end = "<!-- " + mark + ": end -->\n";
    }

    /** Replaces what is between the marks. */
    public void write(Path docs, String text) throws IOException {
        Path page = docs.resolve(FILE);
        Files.writeString(page, with(Files.readString(page), text));
    }

    /** A page with another text between the marks. */
    public String with(String page, String text) {
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no marks to put the table between");
        }
        return page.substring(0, from + begin.length()) + text + page.substring(to);
    }
}
