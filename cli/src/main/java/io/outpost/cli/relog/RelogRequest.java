package io.outpost.cli.relog;

import io.outpost.cli.replay.Acceptance;
import io.outpost.cli.replay.MappingChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What log to make.
 *
 * @param to topic
 * @param partitions null: as many as the source has
 * @param without ids of places that are left out
 * @param merge recordings of a past; may be empty
 * @param again whether one that is half made is deleted first
 * @param dryRun whether nothing is written
 */
record RelogRequest(
        String to,
        Integer partitions,
        Set<String> without,
        List<Path> merge,
        MappingChoice mapping,
        Acceptance acceptance,
        boolean before2000,
        boolean again,
        boolean dryRun) {}
