package io.outpost.bench.measure;

import java.nio.file.Path;

/**
 * What all contenders share while they are measured.
 *
 * @param home root of the repository
 * @param folder scratch, one folder below it per run
 * @param postgresPid 0: no Postgres runs
 */
public record Stage(
        Path home,
        Path folder,
        String bootstrapServers,
        long brokerPid,
        String registryUrl,
        String postgresUrl,
        long postgresPid) {}
