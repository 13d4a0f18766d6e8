package io.outpost.e2e.mutants;

import io.outpost.e2e.mutants.Mutant.ByTests;
import io.outpost.e2e.mutants.Mutant.OnStack;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.Edit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes mutated programs of what was built. */
final class MutantBuild {
    private final Build build;

    MutantBuild(Build build) {
        this.build = build;
    }

    /** A copy of the conditions job with all these mutants in it. */
    Path mutatedJar(List<Mutant> mutants, Path folder) throws IOException {
        return build.conditionsJarWith(edits(mutants), folder);
    }

    /** Compiles the changed sources of a mutant; returns the folder of classes. */
    Path compile(Mutant mutant, Path folder) throws IOException {
        return build.compile(mutant.edits(), classpath(mutant), folder);
    }

    private static List<Edit> edits(List<Mutant> mutants) {
        return mutants.stream().flatMap(mutant -> mutant.edits().stream()).toList();
    }

    private String classpath(Mutant mutant) throws IOException {
        if (mutant.exposure() instanceof ByTests tests) {
            return build.testClasspath(tests.module());
        }
        OnStack onStack = mutant.onStack();
        return switch (onStack.program()) {
            case CLI -> build.cliClasspath();
            case CONDITIONS -> build.conditionsClasspath();
        };
    }
}
