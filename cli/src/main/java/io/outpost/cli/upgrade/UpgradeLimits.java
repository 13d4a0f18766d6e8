package io.outpost.cli.upgrade;

import java.time.Duration;

/**
 * What a new version must hold.
 *
 * @param emissions how many are compared at least
 * @param trial how long the shadow may take for that
 * @param watch how long the new version is watched after the switch
 * @param declared in which fields it may emit something else
 * @param mostBusy its tasks may be busy so many times as long per record as those of the old one
 */
record UpgradeLimits(
        long emissions,
        Duration trial,
        Duration watch,
        DeclaredDifferences declared,
        double mostBusy) {}
