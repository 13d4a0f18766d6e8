package io.outpost.core.model;

/**
 * The constants of the flow model: a store that overflows into quick and slow ways to the stream.
 * Sources and ranges: docs/science.md.
 *
 * @param storeMillimetres what the store holds; 50..500
 * @param beta how late it lets water through: the power of its share; 1..6
 * @param fullEvaporationShare of the store, from which on it evaporates as a lawn does; 0.3..1
 * @param quickHours of each of the two quick ways
 * @param slowHours of the slow way
 * @param quickShare of the water that goes the quick way, 0..1
 */
public record FlowParameters(
        double storeMillimetres,
        double beta,
        double fullEvaporationShare,
        double quickHours,
        double slowHours,
        double quickShare) {

    private static final FlowParameters SMALL = stream(4, 100);
    private static final FlowParameters MEDIUM = stream(6, 300);
    private static final FlowParameters LARGE = stream(12, 500);

    /** The flow of a stream. */
    public static FlowParameters of(StreamSize size) {
        return switch (size) {
            case SMALL -> SMALL;
            case MEDIUM -> MEDIUM;
            case LARGE -> LARGE;
        };
    }

    private static FlowParameters stream(double quickHours, double slowHours) {
        return new FlowParameters(200, 2, 0.6, quickHours, slowHours, 0.5);
    }
}
