package io.outpost.api.web;

/** A route that answers at once, to whom may read. */
public interface ReadRoute extends Route {

    @Override
    default Access access() {
        return Access.READ;
    }
}
