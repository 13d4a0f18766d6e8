package io.outpost.cli.verify.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.report.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerCheckTest {
    private static final String END =
            "{\"event\":\"end\",\"complete\":true,\"unacknowledged\":0,\"acknowledged\":%d,\"digest\":\"%016x\",\"places\":{\"a\":%d,\"b\":1},\"partitions\":{%s}}\n";

    private final Findings findings = new Findings("ledgers", 10);
    private final LedgerCheck check = new LedgerCheck(findings);

    @TempDir private Path folder;

    @BeforeEach
    void anotherSenderHasOffsets() throws IOException {
        Files.writeString(
                folder.resolve("kafka.jsonl"),
                "{\"event\":\"end\",\"complete\":true,\"unacknowledged\":0,\"acknowledged\":1,\"digest\":\"%016x\",\"places\":{\"c\":1},\"partitions\":{\"0\":{\"count\":1,\"firstOffset\":0,\"lastOffset\":0}}}\n"
                        .formatted(7));
    }

    /** Over HTTP nobody learns the offsets; the records may lie anywhere, also among others. */
    @Test
    void ofASenderWithoutOffsetsAllAreFoundByTheirPlaces() throws IOException {
        overHttp(2);
        read("c", "a", "x", "b", "a");
        assertEquals(0, findings.missingCount());
        assertEquals(0, findings.wrongCount());
        assertEquals(4, findings.checkedCount());
        assertEquals("2 senders, 2 of them with a complete ledger", findings.remark());
    }

    @Test
    void whatIsMissingOfASenderWithoutOffsetsIsCounted() throws IOException {
        overHttp(3);
        read("c", "a", "x", "a");
        assertEquals(2, findings.missingCount(), "one of a, and the one of b");
    }

    private void overHttp(int ofPlaceA) throws IOException {
        Files.writeString(
                folder.resolve("http.jsonl"), END.formatted(ofPlaceA + 1, 1, ofPlaceA, ""));
    }

    private void read(String... places) throws IOException {
        check.read(folder, "log");
        for (int i = 0; i < places.length; i++) {
            check.record(0, i, places[i].getBytes(StandardCharsets.UTF_8), 7);
        }
        check.compare();
    }
}
