package io.outpost.cli.verify.preference;

/**
 * How a preference stands at a place after a pane.
 *
 * @param version which it was judged by
 * @param instantMillis the instant judged last
 */
public record Standing(long version, Situation situation, Memory memory, long instantMillis) {}
