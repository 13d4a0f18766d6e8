package io.outpost.api.export;

import io.outpost.api.web.BodyWriter;
import io.outpost.api.web.ByteRange;
import io.outpost.api.web.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes the file of an export, or a part of it, from its chunks, one of which is in memory at a
 * time. A file that goes while it is written breaks off: the client has fewer bytes than were said.
 */
final class ExportFile {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ExportChunkStore chunks;
    private final ExportJobStore.File file;
    private final String owner;
    private final boolean isGzip;
    private final Runnable whenDone;

    /**
     * @param isGzip as it is stored; else as it is read
     * @param whenDone is run once, when a part was written
     */
    ExportFile(
            ExportChunkStore chunks,
            ExportJobStore.File file,
            String owner,
            boolean isGzip,
            Runnable whenDone) {
        this.chunks = chunks;
        this.file = file;
        this.owner = owner;
        this.isGzip = isGzip;
        this.whenDone = whenDone;
    }

    /** A piece of the file, and where it begins. */
    private record Piece(long first, byte[] bytes) {}

    /** Bytes, in the form in which it is written. */
    long length() {
        return isGzip ? file.job().compressedBytes() : file.job().bytes();
    }

    BodyWriter part(ByteRange range) {
        return new BodyWriter() {
            @Override
            public void write(OutputStream out) throws IOException {
                ExportFile.this.write(range, out);
            }

            @Override
            public void close() {
                whenDone.run();
            }
        };
    }

    private void write(ByteRange range, OutputStream out) throws IOException {
        long began = System.nanoTime();
        long at = range.first();
        while (at < range.end()) {
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new IOException("it took longer than " + LONGEST);
            }
            Piece piece = piece(at);
            int skipped = (int) (at - piece.first());
            int count = (int) Math.min(piece.bytes().length - skipped, range.end() - at);
            out.write(piece.bytes(), skipped, count);
            at += count;
        }
    }

    private Piece piece(long at) throws IOException {
        byte[] header = GzipChunks.header();
        if (isGzip && at < header.length) {
            return new Piece(0, header);
        }
        long behindChunks = header.length + file.deflatedBytes();
        if (isGzip && at >= behindChunks) {
            return new Piece(behindChunks, GzipChunks.trailer(file.crc32(), file.job().bytes()));
        }
        ExportChunkStore.Chunk chunk = chunk(isGzip ? at - header.length : at);
        return isGzip
                ? new Piece(header.length + chunk.firstDeflatedByte(), chunk.deflated())
                : new Piece(
                        chunk.firstByte(), GzipChunks.inflated(chunk.deflated(), chunk.length()));
    }

    private ExportChunkStore.Chunk chunk(long at) throws IOException {
        try {
            return chunks.chunk(file.job().exportId(), owner, at, isGzip)
                    .orElseThrow(() -> new IOException("the export is gone"));
        } catch (ProblemException e) {
            throw new IOException(e);
        }
    }
}
