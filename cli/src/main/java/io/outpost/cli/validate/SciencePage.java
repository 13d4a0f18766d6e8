package io.outpost.cli.validate;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of docs/science.md that the command writes, between two marks. */
final class SciencePage {
    private static final String BEGIN = "<!-- validate: begin -->\n";
    private static final String END = "<!-- validate: end -->";

    private SciencePage() {}

    static void write(Path home, String tables) throws IOException {
        Path page = home.resolve("docs/science.md");
        Files.writeString(page, with(Files.readString(page), tables));
    }

    /** A page with other tables between the marks. */
    static String with(String page, String tables) {
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new CommandException(
                    "docs/science.md has no lines %s and %s to put the tables between"
                            .formatted(BEGIN.strip(), END));
        }
        return page.substring(0, from + BEGIN.length()) + tables + page.substring(to);
    }
}
