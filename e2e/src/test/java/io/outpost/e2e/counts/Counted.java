package io.outpost.e2e.counts;

/**
 * One observation, as the count of its set reads it.
 *
 * @param second of its time, since 1970
 * @param values in the units of the schema, in the order of the set's quantities; NaN: none
 * @param text what is sent beside them, to distinguish a repetition from a contradiction
 */
record Counted(String place, String sensor, long second, double[] values, String text) {}
