package io.outpost.e2e.mutants;

/**
 * What came of a mutant.
 *
 * @param finding the expected one; null when it was not found
 * @param others how many other findings there were on its stack
 */
record TrialResult(Mutant mutant, Finding finding, long others) {
    boolean isFound() {
        return finding != null;
    }

    String text() {
        return isFound()
                ? "  found      %s: %s%n             by %s"
                        .formatted(mutant.name(), mutant.what(), finding)
                : "  NOT FOUND  %s: %s%n             %d other findings"
                        .formatted(mutant.name(), mutant.what(), others);
    }
}
