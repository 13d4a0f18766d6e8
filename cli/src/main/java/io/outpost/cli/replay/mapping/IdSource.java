package io.outpost.cli.replay.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the id of a row's place or sensor comes from: one of the first three, the others are null.
 *
 * @param column the text of a column
 * @param constant the same for all rows
 * @param fileName the first group of a pattern that the file's name matches as a whole
 * @param prefix what the id begins with
 * @param lowerCase true when what follows is written in lower case
 */
public record IdSource(
        String column, String constant, Pattern fileName, String prefix, boolean lowerCase) {
    public IdSource {
        prefix = prefix == null ? "" : prefix;
    }

    /** The id that a text stands for. */
    public String id(String text) {
        return prefix + (lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    }
}
