package io.outpost.e2e.mutants;

import java.util.List;

/**
 * A fault that is put into the product on purpose, and what must be found because of it.
 *
 * @param program whose sources it changes
 * @param stack name of the stack that it shares with others whose traces differ from its own;
 *     {@link #NO_STACK}: it is tried on the stack of the unchanged product, once that has passed
 * @param step what exposes it
 */
record Mutant(
        String name,
        String what,
        Program program,
        String stack,
        List<Edit> edits,
        Step step,
        Expected finding) {
    static final String NO_STACK = "none";

    enum Program {
        CONDITIONS,
        CLI
    }

    /**
     * A text that stands exactly once in a source file, and what stands there instead.
     *
     * @param file from the root of the repository
     */
    record Edit(String file, String find, String replace) {}

    /**
     * The finding that proves it.
     *
     * @param about must stand in the finding's text, such as a place that only this mutant touches
     */
    record Expected(String check, String kind, String where, String about) {
        boolean isMetBy(Finding finding) {
            return finding.check().equals(check)
                    && finding.kind().equals(kind)
                    && finding.where().equals(where)
                    && finding.text().contains(about);
        }
    }

    boolean hasOwnStack() {
        return !stack.equals(NO_STACK);
    }
}
