package io.outpost.api.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class UiFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/ui");

    private final UiFiles files = UiFiles.load();

    @Test
    void servesEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            Set<String> missing =
                    all.map(path -> path.getFileName().toString())
                            .filter(name -> files.find(name).isEmpty())
                            .collect(Collectors.toSet());
            assertEquals(Set.of("index.html"), missing);
        }
    }

    @Test
    void hasEveryFileThatThePageAndItsModulesName() throws IOException {
        Set<String> named = new HashSet<>();
        find("\\{files}/([^\"]+)\"", "index.html", named);
        for (String module : modules()) {
            find("from '\\./([^']+)'", module, named);
            find("new URL\\('([^']+)'", module, named);
        }
        assertTrue(named.size() > 20, named.toString());
        named.forEach(name -> assertTrue(files.find(name).isPresent(), name));
    }

    @Test
    void everyTextIsThereInEveryLanguage() throws IOException {
        String texts = Files.readString(FOLDER.resolve("texts.js"));
        Map<String, Set<String>> keys = new HashMap<>();
        for (String language : List.of("en", "de")) {
            String from = "const " + language + " = {";
            String part = texts.substring(texts.indexOf(from) + from.length());
            Matcher key =
                    Pattern.compile("(?m)^  '?([\\w.]+)'?: '")
                            .matcher(part.substring(0, part.indexOf("\n};")));
            key.results()
                    .forEach(
                            found ->
                                    keys.computeIfAbsent(language, any -> new HashSet<>())
                                            .add(found.group(1)));
        }
        assertTrue(keys.get("en").size() > 150, keys.toString());
        assertEquals(keys.get("en"), keys.get("de"));
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".js") && !name.endsWith(".min.js"))
                    .toList();
        }
    }

    private static void find(String pattern, String file, Set<String> found) throws IOException {
        Matcher names = Pattern.compile(pattern).matcher(Files.readString(FOLDER.resolve(file)));
        names.results().forEach(name -> found.add(name.group(1)));
    }
}
