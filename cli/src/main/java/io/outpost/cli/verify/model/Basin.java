package io.outpost.cli.verify.model;

/**
 * Water on its way to a stream, mm on its basin.
 *
 * @param store what the ground holds back, at most 200
 * @param quickFirst of the first of the two quick stores
 * @param quickSecond of the second, which the stream gets
 * @param slow of the store that feeds the stream in dry weeks
 */
public record Basin(double store, double quickFirst, double quickSecond, double slow) {
    static final double SIZE_MILLIMETRES = 200;

    /** As where nothing is known yet. */
    public static final Basin AT_START = new Basin(0.6 * SIZE_MILLIMETRES, 0, 0, 0);
}
