package io.outpost.api.web;

/** A route that answers at once, on the thread of its request. */
public non-sealed interface Route extends Endpoint {

    /** The answer; rejections are thrown as {@link ProblemException}. */
    Reply answer(Request request);
}
