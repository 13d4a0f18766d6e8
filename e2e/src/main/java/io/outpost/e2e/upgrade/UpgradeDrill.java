package io.outpost.e2e.upgrade;

import io.outpost.e2e.upgrade.UpgradeVersion.Way;

/**
 * One upgrade of a stack under load.
 *
 * @param number among those to the same version
 * @param killedAfter step after which the driver is killed, and started again; null: it is not
 */
record UpgradeDrill(UpgradeVersion version, int number, Way way, String killedAfter) {

    /** Names it among all. */
    String name() {
        return killedAfter == null
                ? "%s %d".formatted(version.name(), number)
                : "driver killed after %s (%s)".formatted(killedAfter, version.name());
    }
}
