package io.outpost.cli.replay.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
        SentAccount account = new SentAccount();
        account.add("a", bytes("x"), 3, 10);
        account.add("a", bytes("y"), 3, 11);
        account.add("b", bytes("z"), 0, 5);

        Path file;
        try (Ledger ledger = Ledger.create(folder.resolve("ledger"), "a b/c", NOON)) {
            ledger.append("acknowledged", account.snapshot());
            ledger.append("end", account.snapshot());
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

        assertThrows(FileAlreadyExistsException.class, () -> Ledger.create(folder, "x", NOON));
    }

    @Test
    void theDigestDoesNotDependOnTheOrder() {
        RecordDigest one = new RecordDigest();
        one.add("a", bytes("x"));
        one.add("b", bytes("y"));
        RecordDigest other = new RecordDigest();
        other.add("b", bytes("y"));
        other.add("a", bytes("x"));

        assertEquals(one.hex(), other.hex());
    }

    @Test
    void theDigestSeesARepetitionAndTheBorderOfKeyAndValue() {
        RecordDigest once = new RecordDigest();
        once.add("a", bytes("bc"));
        RecordDigest twice = new RecordDigest();
        twice.add("a", bytes("bc"));
        twice.add("a", bytes("bc"));
        RecordDigest moved = new RecordDigest();
        moved.add("ab", bytes("c"));

        assertTrue(!once.hex().equals(twice.hex()));
        assertTrue(!once.hex().equals(moved.hex()));
    }

    /** Computed with another program: sha256(00000001 61 6263), its first 8 bytes. */
    @Test
    void theDigestIsAsDocumented() {
        RecordDigest digest = new RecordDigest();
        assertEquals("0000000000000000", digest.hex());

        digest.add("a", bytes("bc"));

        assertEquals("f9c4a2ab4de81ade", digest.hex());
    }

    @Test
    void rangesKnowTheirOffsets() {
        OffsetRanges ranges = new OffsetRanges();
        for (long offset : new long[] {3, 4, 5, 9, 20, 21}) {
            ranges.add(offset);
        }

        assertTrue(ranges.contains(3) && ranges.contains(5) && ranges.contains(9));
        assertTrue(ranges.contains(20) && ranges.contains(21));
        for (long offset : new long[] {2, 6, 8, 10, 19, 22}) {
            assertTrue(!ranges.contains(offset), "" + offset);
        }
        assertEquals(3, ranges.first());
        assertEquals(21, ranges.last());
        assertThrows(IllegalArgumentException.class, () -> ranges.add(21));
    }

    @Test
    void theAccountKnowsWhichRecordsAreItsOwn() {
        SentAccount account = new SentAccount();
        account.add("a", bytes("x"), 3, 10);

        assertTrue(account.contains(3, 10));
        assertTrue(!account.contains(3, 11));
        assertTrue(!account.contains(0, 10));
        assertEquals(1, account.count());
    }

    @Test
    void anAccountWithoutOffsetsHasTheSameLinesInTheLedger() {
        SentAccount whole = new SentAccount();
        SentAccount slim = SentAccount.withoutOffsets();
        for (SentAccount account : List.of(whole, slim)) {
            account.place("never sent", bytes("never sent"));
            SentAccount.SentPlace place = account.place("Höhe", bytes("Höhe"));
            account.add(place, bytes("x"), 3, 10);
            account.add("Höhe", bytes("y"), 3, 14);
            account.add("b", bytes("z".repeat(5000)), 0, 0);
        }

        assertEquals(whole.snapshot(), slim.snapshot());
        assertEquals(Map.of("Höhe", 2L, "b", 1L), slim.snapshot().places());
        assertEquals(new SentAccount.PartitionCount(2, 10, 14), slim.totals().partitions().get(3));
        assertEquals(slim.snapshot().digest(), slim.totals().digest());
        assertThrows(IllegalStateException.class, () -> slim.contains(3, 10));
    }

    /** Computed with another program, as the digests of the two records added up. */
    @Test
    void longRecordsAndLettersBeyondAsciiAreInTheDigestAsDocumented() {
        RecordDigest digest = new RecordDigest();
        digest.add("Höhe", bytes("z".repeat(5000)));
        digest.add("a", bytes("bc"));

        assertEquals("45da83080c2db7da", digest.hex());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
