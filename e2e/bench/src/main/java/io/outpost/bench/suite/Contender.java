package io.outpost.bench.suite;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.contender.ContenderMain;
import io.outpost.bench.fixture.Fixtures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A contender as it takes part, with a heap that grows with the backlog.
 *
 * @param name in the tables
 * @param jvmOptions with the heap
 */
public record Contender(String name, ContenderKind kind, int parallelism, List<String> jvmOptions) {
    private static final int MOST_MEBIBYTES = 10_240;
    private static final int CORRECTIONS_MEBIBYTES = 512;

    /** All of them, the loop first. */
    public static List<Contender> all(Backlog backlog) {
        int heap = loopHeap(backlog);
        return List.of(
                loop(backlog),
                plain("decode-only", ContenderKind.DECODE_ONLY, 1, heap),
                flink("outpost-core-p1", ContenderKind.OUTPOST_CORE, 1, backlog),
                core(backlog),
                flink("outpost-rocksdb-p2", ContenderKind.OUTPOST_ROCKSDB, 2, backlog),
                full(backlog),
                plain("streams-twin-p2", ContenderKind.STREAMS_TWIN, 2, 2 * heap),
                plain("streams-stores-p2", ContenderKind.STREAMS_STORES, 2, 2 * heap),
                flink("naive-flink-p2", ContenderKind.NAIVE_FLINK, 2, backlog),
                plain("streams-hopping-p2", ContenderKind.STREAMS_HOPPING, 2, flinkHeap(backlog)));
    }

    public static Contender loop(Backlog backlog) {
        return plain("loop", ContenderKind.LOOP, 1, loopHeap(backlog));
    }

    public static Contender core(Backlog backlog) {
        return flink("outpost-core-p2", ContenderKind.OUTPOST_CORE, 2, backlog);
    }

    public static Contender full(Backlog backlog) {
        return flink("outpost-full-p2", ContenderKind.OUTPOST_FULL, 2, backlog);
    }

    public boolean isLoop() {
        return kind == ContenderKind.LOOP;
    }

    /** The same, with a flight recording of its measured pass in a file there. */
    public Contender profiledIn(Path folder) {
        Path file = folder.toAbsolutePath().resolve(name + ".jfr");
        List<String> profiled = new ArrayList<>(jvmOptions);
        profiled.add("-D" + ContenderMain.PROFILE + "=" + file);
        return new Contender(name, kind, parallelism, profiled);
    }

    private static Contender flink(
            String name, ContenderKind kind, int parallelism, Backlog backlog) {
        List<String> options = Fixtures.taskManagerOptions(flinkHeap(backlog));
        return new Contender(name, kind, parallelism, options);
    }

    private static Contender plain(
            String name, ContenderKind kind, int parallelism, int mebibytes) {
        return new Contender(name, kind, parallelism, Fixtures.heap(mebibytes));
    }

    private static int flinkHeap(Backlog backlog) {
        long corrections = backlog.hasCorrections() ? CORRECTIONS_MEBIBYTES : 0;
        long heap = 1024 + corrections + backlog.records() / 8000 + backlog.places() / 200;
        return (int) Math.min(MOST_MEBIBYTES, heap);
    }

    /** A place of the loop has fixed tables of 25 KB. */
    private static int loopHeap(Backlog backlog) {
        long heap = 512 + backlog.records() / 20_000 + backlog.places() / 40;
        return (int) Math.min(MOST_MEBIBYTES, heap);
    }
}
