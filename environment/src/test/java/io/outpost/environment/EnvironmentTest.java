package io.outpost.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentTest {
    private static final String KEY = "OUTPOST_KEY";
    private static final String KEY_FILE = "OUTPOST_KEY_FILE";

    @TempDir Path folder;

    @Test
    void aSettingHasTheVariableOfItsKey() {
        assertEquals(
                "OUTPOST_KAFKA_BOOTSTRAP_SERVERS", Environment.variable("kafka.bootstrap-servers"));
        assertEquals(
                "OUTPOST_RAIN_HIGHEST_MILLIMETRES_IN_10_MINUTES",
                Environment.variable("rain.highest-millimetres-in-10-minutes"));
    }

    @Test
    void readsTheVariableAsItIs() {
        Environment environment = new Environment(Map.of(KEY, " a b\n"));
        assertEquals(Optional.of(" a b\n"), environment.value(KEY));
        assertTrue(environment.has(KEY));
    }

    @Test
    void whatIsNotThereOrSetToNothingIsNotGiven() {
        assertEquals(Optional.empty(), new Environment(Map.of()).value(KEY));
        Environment nothing = new Environment(Map.of(KEY, "", KEY_FILE, ""));
        assertEquals(Optional.empty(), nothing.value(KEY));
        assertFalse(nothing.has(KEY));
    }

    @Test
    void readsTheFileWithoutTheLineBreakAtItsEnd() throws IOException {
        assertEquals("secret", fromFile("secret\n"));
        assertEquals("secret", fromFile("secret\r\n"));
        assertEquals("secret", fromFile("secret"));
        assertEquals(" two\nlines\n", fromFile(" two\nlines\n\n"));
        assertEquals("ends with a return\r", fromFile("ends with a return\r"));
        assertEquals("pässword", fromFile("pässword\n"));
    }

    @Test
    void bothAtOnceAreAnError() {
        Environment both = new Environment(Map.of(KEY, "a", KEY_FILE, "/b"));
        assertEquals(
                "OUTPOST_KEY and OUTPOST_KEY_FILE are both given; give one of them",
                messageOf(both));
    }

    @Test
    void aFileThatCannotBeReadOrIsEmptyIsNamedWithItsVariable() throws IOException {
        Path missing = folder.resolve("missing");
        assertTrue(
                messageOf(ofFile(missing)).startsWith("OUTPOST_KEY_FILE: cannot read " + missing));
        assertTrue(messageOf(ofFile(folder)).startsWith("OUTPOST_KEY_FILE: cannot read " + folder));
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        assertEquals("OUTPOST_KEY_FILE: " + empty + " is empty", messageOf(ofFile(empty)));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        assertTrue(messageOf(ofFile(binary)).startsWith("OUTPOST_KEY_FILE: cannot read " + binary));
        Environment noPath = new Environment(Map.of(KEY_FILE, "a\0b"));
        assertTrue(messageOf(noPath).startsWith("OUTPOST_KEY_FILE: cannot read a\0b"));
    }

    private String fromFile(String content) throws IOException {
        return ofFile(Files.writeString(folder.resolve("value"), content)).value(KEY).orElseThrow();
    }

    private static Environment ofFile(Path file) {
        return new Environment(Map.of(KEY_FILE, file.toString()));
    }

    private static String messageOf(Environment environment) {
        return assertThrows(IllegalArgumentException.class, () -> environment.value(KEY))
                .getMessage();
    }
}
