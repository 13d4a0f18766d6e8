package io.outpost.api.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Held against the JDK's own reader of gzip, which refuses a wrong CRC or length. */
final class GzipChunksTest {

    @Test
    void chunksAreOneStreamTogetherAndEachIsReadableByItself() throws IOException {
        List<byte[]> texts = new ArrayList<>();
        Random random = new Random(1);
        for (int length : new int[] {1, 0, 8_192, 100_000, 3}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            texts.add(bytes);
            texts.add("the same line\r\n".repeat(length).getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(GzipChunks.header());
        int crc32 = 0;
        for (byte[] text : texts) {
            byte[] chunk = GzipChunks.deflated(text);
            assertArrayEquals(text, GzipChunks.inflated(chunk, text.length));
            stream.writeBytes(chunk);
            crc32 = GzipChunks.crc32(crc32, text);
            all.writeBytes(text);
        }
        int around = stream.size();
        stream.writeBytes(GzipChunks.trailer(crc32, all.size()));
        assertEquals(GzipChunks.BYTES_AROUND, stream.size() - around + GzipChunks.header().length);
        assertArrayEquals(
                all.toByteArray(),
                new GZIPInputStream(new ByteArrayInputStream(stream.toByteArray())).readAllBytes());
    }

    @Test
    void theCrcGoesOnWhereItWasLeft() {
        byte[] bytes = "123456789".getBytes(StandardCharsets.US_ASCII);
        CRC32 whole = new CRC32();
        whole.update(bytes);
        int first = GzipChunks.crc32(0, "1234".getBytes(StandardCharsets.US_ASCII));
        int both = GzipChunks.crc32(first, "56789".getBytes(StandardCharsets.US_ASCII));
        assertEquals((int) whole.getValue(), both);
        assertEquals(0xcbf43926, both, "of the catalogue of CRCs");
    }

    @Test
    void aFileOfNothingIsAStreamOfNothing() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(GzipChunks.header());
        stream.writeBytes(GzipChunks.trailer(0, 0));
        assertEquals(
                0,
                new GZIPInputStream(new ByteArrayInputStream(stream.toByteArray()))
                        .readAllBytes()
                        .length);
    }
}
