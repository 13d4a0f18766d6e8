package io.outpost.core.preference;

import java.util.List;

/**
 * How well a place matches a preference.
 *
 * @param holds true: it does; null: not enough is known
 * @param score 0..100; 100 exactly where it holds
 * @param missing what is still lacking, in the order of the document; empty where it holds
 */
public record Match(Boolean holds, double score, List<Gap> missing) {
    public Match {
        missing = List.copyOf(missing);
    }
}
