package io.outpost.cli.replay.recording;

import java.io.Closeable;
import java.io.IOException;

/** A recording that is being read: its header, then its rows in the order of the file. */
interface Rows extends Closeable {
    Header header();

    /** Null at the end. */
    Row next() throws IOException;
}
