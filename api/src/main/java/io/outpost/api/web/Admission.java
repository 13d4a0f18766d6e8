package io.outpost.api.web;

/** Decides who asks, and whether they may. */
@FunctionalInterface
public interface Admission {

    /** Admits everybody, as nobody in particular. */
    Admission EVERYBODY = (endpoint, request) -> Caller.ANYBODY;

    /**
     * Who asks.
     *
     * @throws ProblemException when they may not: UNAUTHENTICATED, FORBIDDEN or TOO_MANY_REQUESTS
     */
    Caller admit(Endpoint endpoint, Request request);
}
