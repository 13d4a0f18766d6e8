package io.outpost.api.observation;

/**
 * A value as it was sent, null where it was not a number, and its quality: good, or the reason why
 * it is left out of everything computed.
 */
record ObservedValue(Double value, String quality) {

    static ObservedValue good(double value) {
        return new ObservedValue(value, "good");
    }
}
