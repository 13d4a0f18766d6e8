package io.outpost.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contracts of every release: its schemas, names of topics and migrations. With {@code
 * outpost.release} it writes those of a release, which never change again: CONTRIBUTING.md, A
 * release.
 */
class ReleasedContractsTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String TOPICS = "topics.tsv";
    private static final String MIGRATION_DIGESTS = "migrations.tsv";
    private static final String AVRO = ".avsc";

    static List<String> releases() throws IOException {
        return names(RELEASED);
    }

    /** Of whatever is written or read as Avro, by name. */
    private static Map<String, Schema> schemas() {
        return Stream.concat(
                        Arrays.stream(RecordType.values()).map(RecordType::schema),
                        Stream.of(
                                LateObservation.getClassSchema(),
                                Transition.getClassSchema(),
                                Alert.getClassSchema()))
                .collect(Collectors.toMap(Schema::getName, Function.identity()));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void whatIsWrittenAndReadIsCompatibleInBothDirections(String release) throws IOException {
        Map<String, Schema> now = schemas();
        for (String file : names(RELEASED.resolve(release))) {
            if (file.endsWith(AVRO)) {
                Schema released =
                        new Schema.Parser().parse(read(RELEASED.resolve(release).resolve(file)));
                Schema current = now.get(released.getName());
                assertNotNull(
                        current, released.getName() + " is gone: records of it are still read");
                requireReadable(current, released, "this version reads what a release wrote");
                requireReadable(released, current, "who reads as a release does reads this one");
            }
        }
    }

    private static void requireReadable(Schema reader, Schema writer, String what) {
        SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertEquals(
                SchemaCompatibilityType.COMPATIBLE,
                pair.getType(),
                () -> what + ": " + pair.getResult().getIncompatibilities());
    }

    @ParameterizedTest
    @MethodSource("releases")
    void topicsKeepTheirNames(String release) throws IOException {
        assertEquals(
                List.of(),
                changed(table(release, TOPICS), topics()),
                "a topic of a release keeps its name; what it cannot carry goes to a new one, .v2");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void migrationsStayAsTheyWereReleased(String release) throws IOException {
        assertEquals(
                List.of(),
                changed(table(release, MIGRATION_DIGESTS), migrations()),
                "tables that were made by a release are changed by a new V<next>__<what>.sql alone");
    }

    /** What has another value now, or none. */
    private static List<String> changed(Map<String, String> released, Map<String, String> now) {
        return released.keySet().stream()
                .filter(key -> !released.get(key).equals(now.get(key)))
                .toList();
    }

    /** Writes what the tests above read. */
    @Test
    @Tag("release")
    void release() throws IOException {
        Path release = RELEASED.resolve(System.getProperty("outpost.release"));
        assertTrue(Files.notExists(release), "what was released never changes: " + release);
        Files.createDirectories(release);
        for (Map.Entry<String, Schema> schema : schemas().entrySet()) {
            Files.writeString(
                    release.resolve(schema.getKey() + AVRO),
                    SchemaFormatter.format("json/pretty", schema.getValue()) + "\n");
        }
        Files.write(release.resolve(TOPICS), lines(topics()));
        Files.write(release.resolve(MIGRATION_DIGESTS), lines(migrations()));
    }

    private static Map<String, String> topics() {
        Map<String, String> topics = new TreeMap<>();
        for (Topic topic : Topic.values()) {
            topics.put(topic.name(), topic.topicName());
        }
        return topics;
    }

    /** SHA-256 of each file. */
    private static Map<String, String> migrations() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        for (String file : names(MIGRATIONS)) {
            byte[] sql = Files.readAllBytes(MIGRATIONS.resolve(file));
            digests.put(file, HexFormat.of().formatHex(sha256().digest(sql)));
        }
        return digests;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> table(String release, String file) throws IOException {
        return read(RELEASED.resolve(release).resolve(file))
                .lines()
                .map(line -> line.split("\t", -1))
                .collect(
                        Collectors.toMap(
                                part -> part[0], part -> part[1], (a, b) -> a, TreeMap::new));
    }

    private static List<String> lines(Map<String, String> table) {
        return table.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}
