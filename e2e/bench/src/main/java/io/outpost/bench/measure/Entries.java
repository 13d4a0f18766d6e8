package io.outpost.bench.measure;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.contender.ContenderKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.GlobalConfiguration;

/** The contenders with their heaps, which grow with the backlog. */
public final class Entries {
    private static final int MOST_MEBIBYTES = 10_240;
    private static final int CORRECTIONS_MEBIBYTES = 256;

    private final List<String> flinkOptions;

    public Entries(Path home) {
        this.flinkOptions = flinkOptions(home);
    }

    /** All of them, the loop first. */
    public List<Entry> all(Backlog backlog) {
        int heap = loopHeap(backlog);
        return List.of(
                loop(backlog),
                new Entry("decode-only", ContenderKind.DECODE_ONLY, 1, heap, List.of()),
                flink("outpost-core-p1", ContenderKind.OUTPOST_CORE, 1, backlog),
                core(backlog),
                full(backlog),
                new Entry("streams-twin-p2", ContenderKind.STREAMS_TWIN, 2, 2 * heap, List.of()),
                flink("naive-flink-p2", ContenderKind.NAIVE_FLINK, 2, backlog),
                new Entry(
                        "streams-hopping-p2",
                        ContenderKind.STREAMS_HOPPING,
                        2,
                        flinkHeap(backlog),
                        List.of()));
    }

    public Entry loop(Backlog backlog) {
        return new Entry("loop", ContenderKind.LOOP, 1, loopHeap(backlog), List.of());
    }

    public Entry core(Backlog backlog) {
        return flink("outpost-core-p2", ContenderKind.OUTPOST_CORE, 2, backlog);
    }

    public Entry full(Backlog backlog) {
        return flink("outpost-full-p2", ContenderKind.OUTPOST_FULL, 2, backlog);
    }

    private Entry flink(String name, ContenderKind kind, int parallelism, Backlog backlog) {
        return new Entry(name, kind, parallelism, flinkHeap(backlog), flinkOptions);
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

    /** As the TaskManager of production. */
    private static List<String> flinkOptions(Path home) {
        var configuration =
                GlobalConfiguration.loadConfiguration(home.resolve("flink-conf").toString());
        List<String> options = new ArrayList<>();
        for (String key : List.of("env.java.opts.all", "env.java.opts.taskmanager")) {
            options.addAll(List.of(configuration.getString(key, "").strip().split("\\s+")));
        }
        options.removeIf(String::isEmpty);
        return options;
    }
}
