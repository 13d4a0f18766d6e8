package io.outpost.core.model;

/**
 * By what the water of a day is judged.
 *
 * @param level null where too little is learned of the water level, or none is measured
 */
public record WaterThresholds(FlowThresholds flow, LevelThresholds level) {
    /** Nothing is learned. */
    public static final WaterThresholds DEFAULT = new WaterThresholds(FlowThresholds.DEFAULT, null);
}
