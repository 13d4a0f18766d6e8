package io.outpost.place;

/** Why a place refuses an observation that is valid in itself. */
public enum PlaceRejection {
    /**
     * More than 7 days ahead of the place's clock, and the place's next observation did not confirm
     * it.
     */
    TIME_JUMP,
    /** Another place has an id with the same 64-bit hash. */
    PLACE_KEY_COLLISION
}
