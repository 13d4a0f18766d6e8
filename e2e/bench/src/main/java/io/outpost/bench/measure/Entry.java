package io.outpost.bench.measure;

import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.contender.ContenderMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A contender as it takes part.
 *
 * @param name as it stands in the tables
 * @param options of its JVM beside the heap
 */
public record Entry(
        String name, ContenderKind kind, int parallelism, int heapMebibytes, List<String> options) {

    /** The same, with a flight recording of its measured pass in a file there. */
    public Entry profiledIn(Path folder) {
        List<String> profiled = new ArrayList<>(options);
        profiled.add("-D" + ContenderMain.PROFILE + "=" + folder.resolve(name + ".jfr"));
        return new Entry(name, kind, parallelism, heapMebibytes, profiled);
    }
}
