package io.outpost.cli.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.verify.emission.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeclaredDifferencesTest {
    private static final String ALERTS = "alerts\tlevel\tanother threshold\n";

    @TempDir private Path folder;

    @Test
    void linesSayTableFieldAndReason() {
        DeclaredDifferences declared =
                DeclaredDifferences.parse("# why\n\n" + ALERTS + "hourly_models\talbedo\tx", "f");
        assertTrue(declared.concern(Table.ALERTS));
        assertTrue(declared.concern(Table.HOURLY_MODELS));
        assertFalse(declared.concern(Table.PLACE_COUNTERS));
        assertTrue(DeclaredDifferences.parse("# nothing", "f").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alert;level;x | there is no table alert, but minute_aggregates",
                "places;name;x | there is no table places",
                "late;place_id;x | there is no table late",
                "alerts;lvl;x | alerts has no field lvl that may differ, but alert_id",
                "alerts;kind;x | has no field kind",
                "alerts;revision;x | has no field revision",
                "hourly_models;start_at;x | has no field start_at",
                "hourly_models;as_of;x | has no field as_of",
                "condition_transitions;at;x | has no field at",
                "alerts;level | must be table, field and reason",
                "alerts;level;x;y | must be table, field and reason",
                "alerts;level; | must be table, field and reason",
                "alerts;level;; | must be table, field and reason",
                "alerts level x | must be table, field and reason"
            })
    void aWrongLineIsNamed(String line, String error) {
        CommandException wrong =
                assertThrows(
                        CommandException.class,
                        () -> DeclaredDifferences.parse(ALERTS + line.replace(';', '\t'), "file"));
        assertTrue(wrong.getMessage().startsWith("file, line 2"), wrong.getMessage());
        assertTrue(wrong.getMessage().contains(error), wrong.getMessage());
    }

    @Test
    void aJarMaySayThemAndAFileGoesBefore() throws IOException {
        Path jar = folder.resolve("new.jar");
        jar(jar, "other", "x");
        assertTrue(DeclaredDifferences.of(null, jar).isEmpty());
        jar(jar, DeclaredDifferences.ENTRY, ALERTS);
        assertTrue(DeclaredDifferences.of(null, jar).concern(Table.ALERTS));
        Path file = Files.writeString(folder.resolve("declared"), "hourly_models\talbedo\tx");
        assertFalse(DeclaredDifferences.of(file, jar).concern(Table.ALERTS));
        jar(jar, DeclaredDifferences.ENTRY, "x");
        CommandException wrong =
                assertThrows(CommandException.class, () -> DeclaredDifferences.of(null, jar));
        assertEquals(
                jar
                        + "!META-INF/outpost-differences.tsv, line 1 must be table, field and reason, apart by a tab, not: x",
                wrong.getMessage());
    }

    private static void jar(Path jar, String entry, String text) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
