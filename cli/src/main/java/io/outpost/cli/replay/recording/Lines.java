package io.outpost.cli.replay.recording;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text, with a look at those to come. */
final class Lines implements Closeable {
    private final BufferedReader reader;
    private final List<String> ahead = new ArrayList<>();
    private long number;

    Lines(BufferedReader reader) {
        this.reader = reader;
    }

    /** Null at the end. */
    String next() throws IOException {
        String line = ahead.isEmpty() ? reader.readLine() : ahead.remove(0);
        number += line == null ? 0 : 1;
        return line;
    }

    /** The line that next would give after so many others; null when there is none. */
    String after(int others) throws IOException {
        while (ahead.size() <= others) {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            ahead.add(line);
        }
        return ahead.get(others);
    }

    void skip(int lines) throws IOException {
        for (int i = 0; i < lines; i++) {
            next();
        }
    }

    /** Of the newest line, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
