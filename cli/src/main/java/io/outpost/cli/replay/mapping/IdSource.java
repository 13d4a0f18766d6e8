package io.outpost.cli.replay.mapping;

import java.util.regex.Pattern;

/** Where the id of a row's place or sensor comes from. */
public sealed interface IdSource {
    /** The text of a column. */
    record Column(String name, Spelling spelling) implements IdSource {}

    /** The same for all rows. */
    record Constant(String id) implements IdSource {}

    /** The first group of a pattern that the file's name matches as a whole. */
    record FileName(Pattern pattern, Spelling spelling) implements IdSource {}

    /** How the id is written: with a prefix, optionally in lower case. */
    record Spelling(String prefix, boolean lowerCase) {
        public String apply(String text) {
            return prefix + (lowerCase ? text.toLowerCase(java.util.Locale.ROOT) : text);
        }
    }
}
