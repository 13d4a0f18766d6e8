package io.outpost.conditions.operator;

import io.outpost.conditions.state.PlaceStateCache.CachedPlace;

/** A place while records of it are gathered and applied: looked up once. */
final class Visit {
    /** Null: there is no such place, yet. */
    CachedPlace cached;

    /** How it stands after its records so far. */
    Standing standing;

    Visit(CachedPlace cached) {
        this.cached = cached;
        if (cached == null) {
            standing = Standing.ABSENT;
        } else {
            standing = cached.place().isObserved() ? Standing.OBSERVED : Standing.DESCRIBED;
        }
    }
}
