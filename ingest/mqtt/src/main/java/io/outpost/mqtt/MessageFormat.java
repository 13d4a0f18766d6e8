package io.outpost.mqtt;

/** How the payload of a message is written. */
public enum MessageFormat {
    /** An observation, or an array of them, as for {@code POST /v1/observations}. */
    JSON,
    /** A report as an Ecowitt gateway posts it. */
    ECOWITT,
    /** The query of an upload to Weather Underground. */
    WEATHER_UNDERGROUND
}
