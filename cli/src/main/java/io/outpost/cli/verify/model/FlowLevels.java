package io.outpost.cli.verify.model;

/**
 * From where on a stream stands high, mm/h.
 *
 * @param areLearned false: they are those of no place in particular
 */
public record FlowLevels(double elevated, double high, double veryHigh, boolean areLearned) {
    static final FlowLevels USUAL = new FlowLevels(0.06, 0.15, 0.5, false);
}
