package io.outpost.cli.simulate.truth;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A new text file, gzipped where its name says so. */
final class Lines implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Writer out;

    Lines(Path file, String header) throws IOException {
        OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                file.toString().endsWith(".gz") ? gzipped(bytes) : bytes,
                                StandardCharsets.UTF_8));
        write(header);
    }

    private static OutputStream gzipped(OutputStream bytes) throws IOException {
        return new GZIPOutputStream(bytes, BUFFER_BYTES, true) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    void write(CharSequence line) {
        try {
            out.append(line).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was written so far can be read even if the process is killed. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
