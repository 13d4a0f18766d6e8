package io.outpost.cli.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what was probably meant by a name that is not known. */
public final class Nearest {
    private static final double LARGEST_SHARE_OF_EDITS = 0.4;

    private Nearest() {}

    /** A question to add to a message, such as "; did you mean 'name'?"; empty: nothing is near. */
    public static String question(String given, Collection<String> known) {
        return known.stream()
                .filter(name -> edits(given, name) <= LARGEST_SHARE_OF_EDITS * name.length())
                .min(Comparator.comparingInt(name -> edits(given, name)))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein's distance, with upper and lower case alike. */
    private static int edits(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            int diagonal = i;
            for (int j = 0; j <= to.length(); j++) {
                int above = row[j];
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                } else {
                    int swap = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                    row[j] = Math.min(diagonal + swap, Math.min(above, row[j - 1]) + 1);
                }
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
