package io.outpost.e2e.mutants;

import java.util.List;

/** What is done to a stack so that a fault of the program shows; in the order of a whole run. */
enum Step {
    FOLD("a log with duplicates, late ones and a steady place", new FoldStep()),
    REGISTRY_OUTAGE("a new schema while the registry is away", new RegistryOutage()),
    TASK_MANAGER_KILL("TaskManager killed with rows and alerts open", new TaskManagerKill()),
    POSTGRES_OUTAGE("Postgres frozen for 20 s with alerts open", new PostgresOutage()),
    UPGRADE("savepoint, start from it under the next writer epoch", new Upgrade()),
    BROKER_KILL("broker frozen and killed while a sender sends", new BrokerKill());

    private final String what;

    @SuppressWarnings("ImmutableEnumChecker") // actions hold no state
    private final Action action;

    /** Takes a step; returns what it sees itself that is not as it must be. */
    interface Action {
        List<Finding> take(Trial trial) throws Exception;
    }

    Step(String what, Action action) {
        this.what = what;
        this.action = action;
    }

    String what() {
        return what;
    }

    List<Finding> take(Trial trial) throws Exception {
        return action.take(trial);
    }
}
