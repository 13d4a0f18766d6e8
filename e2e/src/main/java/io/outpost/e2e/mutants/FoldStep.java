package io.outpost.e2e.mutants;

import java.util.List;

/** Sends a log that a wrong fold gets wrong. */
final class FoldStep implements Step.Action {
    @Override
    public List<Finding> take(Trial trial) throws Exception {
        trial.log().sendFolded();
        return List.of();
    }
}
