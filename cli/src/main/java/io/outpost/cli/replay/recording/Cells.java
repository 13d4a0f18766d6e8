package io.outpost.cli.replay.recording;

import java.util.Set;

/** Reads cells of rows: without surrounding blanks, null where the recording has no value. */
record Cells(Set<String> missing) {
    String text(Row row, int column) {
        String text = stripped(row.cell(column));
        return text.isEmpty() || missing.contains(text) ? null : text;
    }

    /** Without blanks around it, also those that do not break a line. */
    static String stripped(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }
}
