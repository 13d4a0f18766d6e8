package io.outpost.core.model;

/** An hour of the stream: a store that lets through the more the fuller it is, by two ways. */
final class FlowStep {
    private final FlowParameters flow;
    private final double quickShare;
    private final double slowShare;

    FlowStep(FlowParameters flow) {
        this.flow = flow;
        quickShare = 1 - StrictMath.exp(-1 / flow.quickHours());
        slowShare = 1 - StrictMath.exp(-1 / flow.slowHours());
    }

    void step(ModelState state, HourFluxes fluxes) {
        double through = fill(state, fluxes.waterMillimetres);
        evaporate(state, fluxes.referenceEvapotranspirationMillimetres);
        fluxes.flowMillimetresPerHour = run(state, through);
    }

    /** Returns what the store does not keep, mm. */
    private double fill(ModelState state, double water) {
        double size = flow.storeMillimetres();
        double through =
                water == 0 ? 0 : water * StrictMath.pow(state.storeMillimetres / size, flow.beta());
        state.storeMillimetres += water - through;
        double over = StrictMath.max(0, state.storeMillimetres - size);
        state.storeMillimetres -= over;
        return through + over;
    }

    private void evaporate(ModelState state, double demand) {
        double full = flow.fullEvaporationShare() * flow.storeMillimetres();
        state.storeMillimetres -=
                StrictMath.min(
                        state.storeMillimetres,
                        demand * StrictMath.min(1, state.storeMillimetres / full));
    }

    private double run(ModelState state, double through) {
        state.quickFirstMillimetres += through * flow.quickShare();
        double first = state.quickFirstMillimetres * quickShare;
        state.quickFirstMillimetres -= first;
        state.quickSecondMillimetres += first;
        double second = state.quickSecondMillimetres * quickShare;
        state.quickSecondMillimetres -= second;
        state.slowMillimetres += through * (1 - flow.quickShare());
        double slow = state.slowMillimetres * slowShare;
        state.slowMillimetres -= slow;
        return second + slow;
    }
}
