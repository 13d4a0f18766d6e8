package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The tables in the chart's README.md are made of the comments in values.yaml. {@code ./mvnw -pl
 * e2e/chart test -Dtest=ReadmeTest -Doutpost.readme=write} makes them anew.
 */
final class ReadmeTest {
    private static final Path VALUES = Chart.shipped().folder().resolve("values.yaml");
    private static final Path README = Chart.shipped().folder().resolve("README.md");
    private static final String BEGIN = "<!-- values: begin -->";
    private static final String END = "<!-- values: end -->";
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(?: (.*))?");

    @Test
    void itSaysWhatTheValuesSay() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        String made =
                readme.substring(0, begin)
                        + "\n\n"
                        + tables(Files.readAllLines(VALUES))
                        + "\n"
                        + readme.substring(readme.indexOf(END));
        if ("write".equals(System.getProperty("outpost.readme"))) {
            Files.writeString(README, made);
        }
        assertEquals(made, readme, "make it anew: see the comment of this test");
    }

    /** One table for each key at the top, and one row for each that has a value. */
    private static String tables(List<String> lines) {
        StringBuilder text = new StringBuilder();
        Deque<String> path = new ArrayDeque<>();
        List<String> comment = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf("") + 1, lines.size())) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("#")) {
                comment.add(line.strip().substring(1).strip());
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                text.append(entry(path, key.group(3), String.join(" ", comment)));
                comment.clear();
            }
        }
        return text.toString();
    }

    private static String entry(Deque<String> path, String value, String comment) {
        if (comment.isEmpty()) {
            throw new AssertionError("values.yaml does not say what " + name(path) + " is");
        }
        String head =
                path.size() > 1
                        ? ""
                        : "\n### %s\n\n%s\n\n| value | default | |\n|---|---|---|\n"
                                .formatted(name(path), comment);
        if (value == null) {
            return path.size() > 1
                    ? "| **%s** | | %s |\n".formatted(name(path), cell(comment))
                    : head;
        }
        String about = path.size() > 1 ? comment : "";
        return head + "| `%s` | `%s` | %s |\n".formatted(name(path), value, cell(about));
    }

    private static String name(Deque<String> path) {
        return String.join(".", path);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
