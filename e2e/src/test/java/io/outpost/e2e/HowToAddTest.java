package io.outpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds that CONTRIBUTING names the files that change for each of five tasks: those that name
 * something of the same kind which is there, tests apart.
 */
final class HowToAddTest {
    private static final Path HOME =
            Path.of(System.getProperty("outpost.home", "..")).toAbsolutePath().normalize();

    /** Stands for whichever file in it. */
    private static final String MIGRATIONS = "schemas/src/main/resources/db/migration/";

    /**
     * What only uses what is there: instruments, scores, mappings of known sets, protocols of
     * stations, decisions, other means.
     */
    private static final Pattern USERS =
            Pattern.compile(
                    "cli/src/main/java/io/outpost/cli/(simulate|validate)/.*|cli/src/main/resources/mappings/.*yaml"
                            + "|docs/stations[.]md|docs/adr/.*|e2e/bench/.*|e2e/src/main/java/io/outpost/e2e/rig/.*|e2e/src/main/resources/mutants/.*");

    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "A quantity; SOIL_MOISTURE|soilMoisture|soil_moisture|[sS]oil moisture",
                "A condition; \\bCOLD\\b|\\bcold\\.",
                "A route; ListAlerts|AlertStore|/v1/alerts:",
                "A threshold; hysteresis-celsius",
            })
    void listsExactlyTheFilesThatNameOneThatIsThere(String task, String probe) throws IOException {
        assertEquals(naming(Pattern.compile(probe)), listed(task));
    }

    @ParameterizedTest
    @CsvSource("A column, 'provisional'")
    void listsEveryFileOfAColumnThatIsNotOfItsTopic(String task, String probe) throws IOException {
        Set<String> ofTopic =
                Set.of(
                        "schemas/src/main/avro/alert.avsc",
                        "Messages.java",
                        "Kind.java",
                        "RetractionContent.java",
                        "StreamedAlert.java",
                        "AlertBody.java",
                        "ui/alerts.js",
                        "ui/texts.js");
        Set<String> files = naming(Pattern.compile(probe));
        files.removeIf(file -> ofTopic.stream().anyMatch(file::endsWith));
        assertEquals(files, listed(task));
    }

    private static Set<String> listed(String task) throws IOException {
        String all = Files.readString(HOME.resolve("CONTRIBUTING.md"));
        int begin = all.indexOf("### " + task + "\n");
        assertTrue(begin >= 0, "CONTRIBUTING.md has no section " + task);
        String section = all.substring(begin, all.indexOf("\n### ", begin + 1));
        return LISTED.matcher(section)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> naming(Pattern probe) throws IOException {
        Set<String> files = new TreeSet<>();
        for (String root :
                List.of("schemas", "jobs", "api", "deliver", "cli", "e2e", "docs", "flink-conf")) {
            try (Stream<Path> paths = Files.walk(HOME.resolve(root))) {
                paths.filter(Files::isRegularFile)
                        .filter(path -> isMain(HOME.relativize(path)))
                        .filter(path -> probe.matcher(text(path)).find())
                        .map(path -> name(HOME.relativize(path).toString()))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static boolean isMain(Path path) {
        String name = path.toString();
        boolean isDoc = name.startsWith("docs/") || name.startsWith("flink-conf/");
        List<String> parts = Arrays.asList(name.split("/", -1));
        return (isDoc || name.contains("src/main/"))
                && !parts.contains("target")
                && !USERS.matcher(name).matches();
    }

    private static String name(String file) {
        return file.startsWith(MIGRATIONS) ? MIGRATIONS : file;
    }

    /** Empty for what is no text. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
