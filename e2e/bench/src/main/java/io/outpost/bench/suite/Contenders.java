package io.outpost.bench.suite;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.contender.ContenderKind;
import io.outpost.bench.fixture.Fixtures;
import java.nio.file.Path;
import java.util.List;

/** The contenders with their heaps, which grow with the backlog. */
public final class Contenders {
    private static final int MOST_MEBIBYTES = 10_240;
    private static final int CORRECTIONS_MEBIBYTES = 256;

    private final List<String> flinkOptions;

    /**
     * @param home root of the repository
     */
    public Contenders(Path home) {
        this.flinkOptions = Fixtures.taskManagerOptions(home);
    }

    /** All of them, the loop first. */
    public List<ContenderConfig> all(Backlog backlog) {
        int heap = loopHeap(backlog);
        int flinkHeap = flinkHeap(backlog);
        return List.of(
                loop(backlog),
                plain("decode-only", ContenderKind.DECODE_ONLY, 1, heap),
                flink("outpost-core-p1", ContenderKind.OUTPOST_CORE, 1, backlog),
                core(backlog),
                full(backlog),
                plain("streams-twin-p2", ContenderKind.STREAMS_TWIN, 2, 2 * heap),
                flink("naive-flink-p2", ContenderKind.NAIVE_FLINK, 2, backlog),
                plain("streams-hopping-p2", ContenderKind.STREAMS_HOPPING, 2, flinkHeap));
    }

    public ContenderConfig loop(Backlog backlog) {
        return plain("loop", ContenderKind.LOOP, 1, loopHeap(backlog));
    }

    public ContenderConfig core(Backlog backlog) {
        return flink("outpost-core-p2", ContenderKind.OUTPOST_CORE, 2, backlog);
    }

    public ContenderConfig full(Backlog backlog) {
        return flink("outpost-full-p2", ContenderKind.OUTPOST_FULL, 2, backlog);
    }

    private ContenderConfig flink(
            String name, ContenderKind kind, int parallelism, Backlog backlog) {
        return new ContenderConfig(name, kind, parallelism, flinkHeap(backlog), flinkOptions);
    }

    private static ContenderConfig plain(
            String name, ContenderKind kind, int parallelism, int heapMebibytes) {
        return new ContenderConfig(name, kind, parallelism, heapMebibytes, List.of());
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
