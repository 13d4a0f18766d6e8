package io.outpost.api.observation;

import io.outpost.api.display.Display;

/**
 * A value as it was sent, null where it was not a number, and its quality: good, or the reason why
 * it is left out of everything computed.
 */
record ObservedValue(Double value, String quality) {

    /** Of the quantity of a name, in the unit that is asked for. */
    ObservedValue shown(String name, Display display) {
        return new ObservedValue(display.value(name, value), quality);
    }

    static ObservedValue good(double value) {
        return new ObservedValue(value, "good");
    }
}
