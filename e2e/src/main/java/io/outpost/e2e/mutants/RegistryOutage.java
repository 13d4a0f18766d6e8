package io.outpost.e2e.mutants;

import java.util.List;

/**
 * Sends observations with a schema that the job has not seen, while the registry is away. It is
 * killed, not frozen: a frozen one still takes connections, and a request to it waits longer than
 * this takes.
 */
final class RegistryOutage implements Step.Action {
    private static final String REGISTRY = "registry";

    @Override
    public List<Finding> take(Trial trial) throws Exception {
        int newer = trial.log().registerNewerSchema();
        long killed = trial.stack().kill(REGISTRY);
        trial.log().sendRenewed(newer);
        trial.stack().awaitAgain(REGISTRY, killed);
        return List.of();
    }
}
