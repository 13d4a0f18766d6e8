package io.outpost.bench.suite;

import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.contender.ContenderMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A contender as it takes part.
 *
 * @param name in the tables
 * @param jvmOptions beside the heap
 */
public record ContenderConfig(
        String name,
        ContenderKind kind,
        int parallelism,
        int heapMebibytes,
        List<String> jvmOptions) {

    /** The same, with a flight recording of its measured pass in a file there. */
    public ContenderConfig profiledIn(Path folder) {
        List<String> profiled = new ArrayList<>(jvmOptions);
        profiled.add("-D" + ContenderMain.PROFILE + "=" + folder.resolve(name + ".jfr"));
        return new ContenderConfig(name, kind, parallelism, heapMebibytes, profiled);
    }
}
