package io.outpost.api.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every route says of itself: its method and path, who may use it, and which query parameters
 * it knows.
 */
public sealed interface Endpoint permits Route, AwaitedRoute, StreamedRoute, ShortName {

    /** The method by which it is asked. */
    default Method method() {
        return Method.GET;
    }

    /** The path, with variables in braces: {@code /v1/places/{id}}. */
    String path();

    /**
     * Who may use it; there is no default, so that no route is open because nobody thought of it.
     */
    Access access();

    /** Names of all query parameters that it knows; any other is rejected. */
    default Set<String> parameters() {
        return Set.of();
    }

    /**
     * True: it takes any query parameter besides, as of senders whose parameters are many and
     * change.
     */
    default boolean takesAnyParameter() {
        return false;
    }

    /** By which a sender that can send no header proves who it is; empty: nobody need. */
    default Optional<SecretParameters> secretParameters() {
        return Optional.empty();
    }

    /** That it should be used no longer; the contract marks the operation as deprecated. */
    default Optional<Deprecation> deprecation() {
        return Optional.empty();
    }

    /** The same of its parameters, by their names; those of the others are not there. */
    default Map<String, Deprecation> deprecatedParameters() {
        return Map.of();
    }

    /**
     * Methods of HTTP that routes have; what is read by GET is served to HEAD as well, what is sent
     * by it is not.
     */
    enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }
}
