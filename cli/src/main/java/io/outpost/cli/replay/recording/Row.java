package io.outpost.cli.replay.recording;

/**
 * One row of a recording.
 *
 * @param line of the file at which it begins
 * @param lines of each cell, where they differ; null: all are on that line
 * @param trouble why it is none; null: it is one
 */
record Row(String[] cells, long line, long[] lines, UnreadableRowException trouble) {
    private static final int NO_COLUMN = -1;

    static Row of(String[] cells, long line) {
        return new Row(cells, line, null, null);
    }

    static Row broken(long line, UnreadableReason reason, String detail) {
        return new Row(new String[0], line, null, new UnreadableRowException(reason, detail));
    }

    /** Empty when it ends before that column, or the recording lacks it. */
    String cell(int column) {
        return column > NO_COLUMN && column < cells.length ? cells[column] : "";
    }

    long line(int column) {
        return lines == null ? line : lines[column];
    }
}
