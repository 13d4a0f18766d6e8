package io.outpost.cli.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;

    @Test
    void writesOneJsonObjectPerLine() throws IOException {
        SendLog log = new SendLog();
        log.add(log.place("a"), bytes("x"), 3, 10);
        log.add(log.place("a"), bytes("y"), 3, 11);
        log.add(log.place("b"), bytes("z"), 0, 5);

        Path file;
        try (Ledger ledger = Ledger.create(folder.resolve("ledger"), "a b/c", NOON)) {
            ledger.append("acknowledged", log.snapshot());
            ledger.append("end", log.snapshot());
            file = ledger.file();
        }

        assertEquals("20260102T120000.000Z-a_b_c.jsonl", file.getFileName().toString());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertEquals("acknowledged", line.get("event").asText());
        assertEquals("2026-01-02T12:00:00Z", line.get("at").asText());
        assertEquals(3, line.get("acknowledged").asLong());
        assertEquals("{\"a\":2,\"b\":1}", line.get("places").toString());
        assertEquals(
                "{\"count\":2,\"firstOffset\":10,\"lastOffset\":11}",
                line.get("partitions").get("3").toString());
    }

    @Test
    void neverWritesIntoAnOlderLedger() throws IOException {
        Ledger.create(folder, "x", NOON).close();

        CommandException e =
                assertThrows(CommandException.class, () -> Ledger.create(folder, "x", NOON));
        assertInstanceOf(FileAlreadyExistsException.class, e.getCause());
    }

    @Test
    void theDigestDoesNotDependOnTheOrder() {
        RecordDigest one = new RecordDigest();
        one.add(bytes("a"), bytes("x"));
        one.add(bytes("b"), bytes("y"));
        RecordDigest other = new RecordDigest();
        other.add(bytes("b"), bytes("y"));
        other.add(bytes("a"), bytes("x"));

        assertEquals(one.hex(), other.hex());
    }

    @Test
    void theDigestSeesARepetitionAndTheBorderOfKeyAndValue() {
        RecordDigest once = new RecordDigest();
        once.add(bytes("a"), bytes("bc"));
        RecordDigest twice = new RecordDigest();
        twice.add(bytes("a"), bytes("bc"));
        twice.add(bytes("a"), bytes("bc"));
        RecordDigest moved = new RecordDigest();
        moved.add(bytes("ab"), bytes("c"));

        assertTrue(!once.hex().equals(twice.hex()));
        assertTrue(!once.hex().equals(moved.hex()));
    }

    /** Computed with another program: sha256(00000001 61 6263), its first 8 bytes. */
    @Test
    void theDigestIsAsDocumented() {
        RecordDigest digest = new RecordDigest();
        assertEquals("0000000000000000", digest.hex());

        digest.add(bytes("a"), bytes("bc"));

        assertEquals("f9c4a2ab4de81ade", digest.hex());
    }

    @Test
    void theLogKnowsItsOffsetsBetweenThoseOfOthers() {
        SendLog log = new SendLog();
        SendLog.Place place = log.place("a");
        for (long offset : new long[] {3, 4, 5, 9, 20, 21}) {
            log.add(place, bytes("x"), 2, offset);
        }

        for (long offset : new long[] {3, 4, 5, 9, 20, 21}) {
            assertTrue(log.contains(2, offset), "" + offset);
        }
        for (long offset : new long[] {2, 6, 8, 10, 19, 22}) {
            assertTrue(!log.contains(2, offset), "" + offset);
        }
        assertTrue(!log.contains(1, 3));
        assertThrows(IllegalArgumentException.class, () -> log.add(place, bytes("x"), 2, 21));
    }

    @Test
    void theLogKnowsWhichRecordsItHas() {
        SendLog log = new SendLog();
        log.add(log.place("a"), bytes("x"), 3, 10);

        assertTrue(log.contains(3, 10));
        assertTrue(!log.contains(3, 11));
        assertTrue(!log.contains(0, 10));
        assertEquals(1, log.count());
    }

    @Test
    void aLogWithoutOffsetsHasTheSameLinesInTheLedger() {
        SendLog whole = new SendLog();
        SendLog slim = SendLog.withoutOffsets();
        for (SendLog log : List.of(whole, slim)) {
            log.place("never sent");
            SendLog.Place place = log.place("Höhe");
            log.add(place, bytes("x"), 3, 10);
            log.add(log.place("Höhe"), bytes("y"), 3, 14);
            log.add(log.place("b"), bytes("z".repeat(5000)), 0, 0);
        }

        assertEquals(whole.snapshot(), slim.snapshot());
        assertEquals(Map.of("Höhe", 2L, "b", 1L), slim.snapshot().places());
        assertEquals(new SendLog.PartitionCount(2, 10, 14), slim.snapshot(0).partitions().get(3));
        assertEquals(slim.snapshot().digest(), slim.snapshot(0).digest());
        assertNull(slim.snapshot(0).places());
        assertThrows(IllegalStateException.class, () -> slim.contains(3, 10));
    }

    /** Computed with another program, as the digests of the two records added up. */
    @Test
    void longRecordsAndLettersBeyondAsciiAreInTheDigestAsDocumented() {
        RecordDigest digest = new RecordDigest();
        digest.add(bytes("Höhe"), bytes("z".repeat(5000)));
        digest.add(bytes("a"), bytes("bc"));

        assertEquals("45da83080c2db7da", digest.hex());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
