package io.outpost.decode.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** Makes what reads JSON of strangers: no name twice in an object, and nothing beyond bounds. */
public final class BoundedJson {

    private static final int LONGEST_NUMBER = 64;

    private BoundedJson() {}

    /**
     * Of one kind of document.
     *
     * @param deepest how many objects and lists may stand in each other
     * @param longestText characters of a text
     * @param longestName characters of a name
     */
    public static JsonFactory factory(int deepest, int longestText, int longestName) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(deepest)
                                .maxStringLength(longestText)
                                .maxNameLength(longestName)
                                .maxNumberLength(LONGEST_NUMBER)
                                .build())
                .build();
    }
}
