package io.outpost.cli.replay.recording;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import org.apache.commons.io.ByteOrderMark;
import org.apache.commons.io.input.BOMInputStream;

/** The text of a file in an encoding; a byte order mark says more about it. */
record EncodedText(Bytes bytes, Charset encoding) {
    private static final int BUFFER_CHARS = 1 << 16;

    /** What stands for bytes that fit no character. */
    private static final char REPLACEMENT = '\uFFFD';

    /** A file that can be read from its beginning more than once. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    /** Opens it. */
    Lines lines(CodingErrorAction onUnfitBytes) throws IOException {
        return new Lines(new BufferedReader(reader(onUnfitBytes), BUFFER_CHARS));
    }

    /** A byte order mark says more about the encoding than the mapping. */
    private Reader reader(CodingErrorAction onUnfitBytes) throws IOException {
        BOMInputStream in =
                BOMInputStream.builder()
                        .setInputStream(bytes.open())
                        .setByteOrderMarks(
                                ByteOrderMark.UTF_8, ByteOrderMark.UTF_16LE, ByteOrderMark.UTF_16BE)
                        .get();
        CharsetDecoder decoder =
                (in.hasBOM() ? Charset.forName(in.getBOMCharsetName()) : encoding).newDecoder();
        return new InputStreamReader(
                in, decoder.onMalformedInput(onUnfitBytes).onUnmappableCharacter(onUnfitBytes));
    }

    /** The first line with bytes that are no character of the encoding, from 1. */
    long lineOfUnfitBytes() {
        try (Lines lines = lines(CodingErrorAction.REPLACE)) {
            String line = lines.next();
            while (line != null && line.indexOf(REPLACEMENT) < 0) {
                line = lines.next();
            }
            return lines.number();
        } catch (IOException e) {
            return 0;
        }
    }
}
