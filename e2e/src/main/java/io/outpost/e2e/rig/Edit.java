package io.outpost.e2e.rig;

/**
 * A text that stands exactly once in a source file, and what stands there instead.
 *
 * @param file from the root of the repository
 */
public record Edit(String file, String find, String replace) {}
