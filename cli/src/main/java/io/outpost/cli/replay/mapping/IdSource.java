package io.outpost.cli.replay.mapping;

import io.outpost.cli.yaml.MistakeException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
        prefix = Objects.requireNonNullElse(prefix, "");
        if (Stream.of(column, constant, fileName).filter(Objects::nonNull).count() != 1) {
            throw new MistakeException("needs one of column, constant, fileName");
        }
        if (fileName != null && fileName.matcher("").groupCount() < 1) {
            throw new MistakeException("needs a group in brackets that holds the id", "fileName");
        }
    }

    /** The id that a text stands for. */
    public String id(String text) {
        return prefix + (lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    }
}
