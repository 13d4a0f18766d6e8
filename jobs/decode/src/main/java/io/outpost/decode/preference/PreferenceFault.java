package io.outpost.decode.preference;

/**
 * One thing that is wrong in a preference.
 *
 * @param pointer where, a JSON pointer into the document
 * @param code of what is wrong, such as {@code too-deep}; never changed
 * @param detail what it must be, to be read after the name of the place
 */
public record PreferenceFault(String pointer, String code, String detail) {}
