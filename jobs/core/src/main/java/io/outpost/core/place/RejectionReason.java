package io.outpost.core.place;

/**
 * Why a record is rejected. The names stand in the header of the rejected record and are never
 * changed.
 */
public enum RejectionReason {
    /** No value, or an empty one. */
    EMPTY,
    /** Does not start with the wire format's magic byte and a schema id. */
    BAD_MAGIC,
    /** The registry has no schema with this id. */
    UNKNOWN_SCHEMA,
    /** The writer's schema cannot be read as what the topic holds. */
    INCOMPATIBLE_SCHEMA,
    /** The bytes do not fit their schema. */
    UNDECODABLE,
    /** No place id. */
    MISSING_PLACE,
    /** No sensor id. */
    MISSING_SENSOR,
    /** No time of observation (0 or negative, which devices send that have lost their clock). */
    MISSING_TIME,
    /** A place or sensor id of more than 256 UTF-8 bytes. */
    ID_TOO_LONG,
    /** Not one usable value. */
    NO_QUANTITY,
    /** Observed more than 5 minutes after it was received. */
    IN_FUTURE,
    /** Not in the partition that its place id belongs to. */
    WRONG_PARTITION,
    /** Ahead of its place by more than 7 days, and not confirmed by the next observation. */
    TIME_JUMP,
    /** An id or a place's name with a control character; no table can hold all of them. */
    CONTROL_CHARACTER,
    /** Key and value of more than 1 MiB. */
    TOO_LARGE,
    /** More than 64 headers, or more than 32 KiB of them. */
    HEADERS_TOO_LARGE,
    /** A place's name of more than 256 UTF-8 bytes. */
    NAME_TOO_LONG,
    /** Observed before 2000, by a record that does not say that it is of an old recording. */
    BEFORE_2000,
    /** Parameters of a place out of their range, or a time zone that Java does not know. */
    PARAMETER_OUT_OF_RANGE,
    /** Would be the first of its place, and its share of the places is full. */
    TOO_MANY_PLACES,
    /** Of a sensor that its place does not know, and it knows as many as it may. */
    TOO_MANY_SENSORS,
    /** A preference without an id. */
    MISSING_PREFERENCE,
    /** A preference that does not say whose it is. */
    MISSING_OWNER,
    /** A preference with a version below 1, or whose document is none. */
    INVALID_PREFERENCE,
    /** A preference that its place does not have, and it has as many as it may. */
    TOO_MANY_PREFERENCES
}
