package io.outpost.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that documents name, and whether they are there. */
final class TestNames {
    static final Path HOME =
            Path.of(System.getProperty("outpost.home", "..")).toAbsolutePath().normalize();

    /** In brackets the module, where several have a class of that name. */
    private static final Pattern METHOD =
            Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`(?: \\((\\w+)\\))?");

    private final Map<String, List<Path>> classes = new HashMap<>();

    TestNames() throws IOException {
        for (String module :
                List.of(
                        "environment",
                        "schemas",
                        "signatures",
                        "ingest",
                        "jobs",
                        "deliver",
                        "api",
                        "cli",
                        "e2e")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module))) {
                files.filter(file -> file.toString().matches(".*/src/test/.*(Test|IT)\\.java"))
                        .forEach(
                                file ->
                                        classes.computeIfAbsent(
                                                        file.getFileName()
                                                                .toString()
                                                                .replace(".java", ""),
                                                        name -> new ArrayList<>())
                                                .add(file));
            }
        }
    }

    /** All that a text names, each a method of a class. */
    static List<MatchResult> in(String text) {
        return METHOD.matcher(text).results().toList();
    }

    /** Whether one class of that name is there, and has the method or, of an architecture, rule. */
    boolean has(MatchResult named) throws IOException {
        String module = named.group(3);
        List<Path> files =
                classes.getOrDefault(named.group(1), List.of()).stream()
                        .filter(file -> module == null || file.startsWith(HOME.resolve(module)))
                        .toList();
        return files.size() == 1
                && Pattern.compile("\\b(?:void|ArchRule) " + named.group(2) + "\\b")
                        .matcher(Files.readString(files.get(0)))
                        .find();
    }
}
