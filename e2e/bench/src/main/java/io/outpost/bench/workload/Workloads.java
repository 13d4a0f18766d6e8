package io.outpost.bench.workload;

import io.outpost.bench.measure.Entries;
import io.outpost.bench.measure.Ground;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** The runs after the main table: each workload beside its own baseline. */
public final class Workloads {
    private final Map<String, String> failures = new LinkedHashMap<>();

    /** Why runs have no number, by contender and workload. */
    public Map<String, String> failures() {
        return failures;
    }

    public List<Figure> run(Ground ground, Entries entries, Scale scale)
            throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(new DirtyLog(ground, entries, scale, failures).run());
        figures.addAll(new MorePlaces(ground, entries, scale, failures).run());
        return figures;
    }
}
