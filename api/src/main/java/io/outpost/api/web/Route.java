package io.outpost.api.web;

import java.util.Set;

/** One GET route of the API: where it is, which query parameters it knows, and what it answers. */
public interface Route {

    /** The path, with variables in braces: {@code /v1/places/{id}}. */
    String path();

    /** Names of all query parameters that it knows; any other is rejected. */
    default Set<String> parameters() {
        return Set.of();
    }

    /** The answer; rejections are thrown as {@link ProblemException}. */
    Reply answer(Request request);
}
