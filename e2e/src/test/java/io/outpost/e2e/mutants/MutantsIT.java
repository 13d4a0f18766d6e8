package io.outpost.e2e.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.mutants.Mutant.ByTests;
import io.outpost.e2e.rig.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds that the list of mutants does not rot; needs what the build has made before. */
final class MutantsIT {
    private final Path home = Path.of(System.getProperty("outpost.home"));

    @TempDir private Path folder;

    static List<Mutant> mutants() {
        return MutantList.all();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void appliesAndCompiles(Mutant mutant) throws IOException {
        Path classes = new MutantBuild(new Build(home)).compile(mutant, folder);
        try (Stream<Path> files = Files.walk(classes)) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".class")));
        }
    }

    @Test
    void thoseThatShareAStackApplyTogether() throws IOException {
        for (String stack : ofStacks().map(one -> one.onStack().stack()).distinct().toList()) {
            List<Mutant> together =
                    ofStacks().filter(one -> one.onStack().stack().equals(stack)).toList();
            Path jar =
                    new MutantBuild(new Build(home))
                            .mutatedJar(together, Files.createDirectories(folder.resolve(stack)));
            assertFalse(Files.mismatch(jar, new Build(home).conditionsJar()) < 0);
        }
    }

    @Test
    void noneIsMetByTheFindingOfAnother() {
        assertEquals(
                ofStacks().count(),
                ofStacks().map(mutant -> mutant.onStack().finding()).distinct().count());
    }

    /** The short form of the proof: all that tests show, but for those that start a server. */
    @Test
    void thoseThatTestsShowAreFound() throws Exception {
        TestTrials trials = TestTrials.afterTests(new Build(home), folder, System.out);
        for (Mutant mutant : mutants()) {
            if (mutant.exposure() instanceof ByTests tests && !tests.isLong()) {
                assertTrue(trials.result(mutant).isFound(), mutant.name());
            }
        }
    }

    private static Stream<Mutant> ofStacks() {
        return mutants().stream()
                .filter(mutant -> mutant.isOnStack() && mutant.onStack().hasOwnStack());
    }
}
