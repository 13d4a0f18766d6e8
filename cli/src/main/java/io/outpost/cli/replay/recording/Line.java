package io.outpost.cli.replay.recording;

/** A line of a file, from 1. */
record Line(String file, long number) {
    @Override
    public String toString() {
        return file + " line " + number;
    }
}
