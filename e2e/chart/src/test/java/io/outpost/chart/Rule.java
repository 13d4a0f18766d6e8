package io.outpost.chart;

import java.util.List;
import java.util.stream.Stream;

/** What must hold of everything that is rendered. */
interface Rule {

    /** What breaks it, one line each. */
    List<String> broken(List<Manifest> manifests);

    static List<Rule> all() {
        return Stream.<Rule[]>of(
                        PodRule.values(),
                        ContainerRule.values(),
                        SelectorRule.values(),
                        FlinkRule.values(),
                        ContentRule.values())
                .flatMap(Stream::of)
                .toList();
    }
}
