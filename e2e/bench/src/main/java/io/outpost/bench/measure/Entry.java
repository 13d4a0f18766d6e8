package io.outpost.bench.measure;

import io.outpost.bench.contender.ContenderKind;
import java.util.List;

/**
 * A contender as it takes part.
 *
 * @param name as it stands in the tables
 * @param options of its JVM beside the heap
 */
public record Entry(
        String name,
        ContenderKind kind,
        int parallelism,
        int heapMebibytes,
        List<String> options) {}
